import type { Endpoint } from '../kernel/endpoint'
import type { Kernel } from '../kernel/kernel'
import { buildMiniProgram, type MiniProgramPlatform } from './mini-program/build'
import { buildOfficialAccount, type OfficialAccount } from './official-account/official-account'
import { oauthEndpoints } from './open/oauth'
import { Pay } from './pay/pay'
import { Sms } from './sms/sms'
import { accountEndpoints } from './weixin/account-endpoints'
import { customerMessageEndpoints, CustomerMessages } from './weixin/customer-messages'
import { MediaFiles } from './weixin/media'
import { subscribeEndpoints } from './weixin/subscribe-messages'
import { subscribeTemplateEndpoints } from './weixin/subscribe-templates'
import { weixinBaseEndpoints } from './weixin-base'
import { buildWork, type Work } from './work/work'

/** Every platform the sandbox plays: its state for the control API, its calls for the front. */
export interface Platforms extends Work, Omit<OfficialAccount, 'service'>, Omit<MiniProgramPlatform, 'service'> {
  media: MediaFiles
  customerMessages: CustomerMessages
  pay: Pay
  sms: Sms
  endpoints: Endpoint[]
}

export function buildPlatforms(kernel: Kernel): Platforms {
  const media = new MediaFiles(kernel)
  const official = buildOfficialAccount(kernel, media)
  const { officialAccount } = official
  const pay = new Pay(kernel, (person) => officialAccount.followers.windows.open(person, 'paid'))
  const program = buildMiniProgram(kernel, media, pay.orders)
  const customerMessages = new CustomerMessages(kernel, [officialAccount.service, program.platform.service])
  const { work, endpoints } = buildWork(kernel)
  const all: Endpoint[] = [
    ...weixinBaseEndpoints(kernel),
    ...accountEndpoints(kernel, () => all),
    ...official.endpoints,
    ...program.endpoints,
    ...customerMessageEndpoints(customerMessages),
    ...subscribeEndpoints(program.platform.subscribeMessages, officialAccount.notices),
    ...subscribeTemplateEndpoints((appid) =>
      appid === kernel.accounts.miniProgram.appid
        ? program.platform.subscribeTemplates
        : officialAccount.noticeTemplates,
    ),
    ...oauthEndpoints(kernel, work.oauth),
    ...endpoints,
  ]
  return {
    ...work,
    ...officialAccount,
    ...program.platform,
    media,
    customerMessages,
    pay,
    sms: new Sms(kernel, kernel.accounts.sms),
    endpoints: all,
  }
}
