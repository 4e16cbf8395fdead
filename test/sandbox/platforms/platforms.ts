import type { Endpoint } from '../kernel/endpoint'
import type { Kernel } from '../kernel/kernel'
import { MiniProgramCodes, miniProgramCodeEndpoints } from './mini-program/codes'
import { MiniProgram, miniProgramEndpoints } from './mini-program/mini-program'
import { SubscribeMessages, subscribeEndpoints } from './mini-program/subscribe-messages'
import { Followers } from './official-account/followers'
import { QrCodes, qrcodeEndpoints } from './official-account/qrcodes'
import { TemplateMessages, templateEndpoints } from './official-account/template-messages'
import { userEndpoints } from './official-account/users'
import { oauthEndpoints } from './open/oauth'
import { Pay } from './pay/pay'
import { weixinBaseEndpoints } from './weixin-base'
import { buildWork, type Work } from './work/work'

/** Every platform the sandbox plays: its state for the control API, its calls for the front. */
export interface Platforms extends Work {
  followers: Followers
  qrcodes: QrCodes
  miniProgram: MiniProgram
  subscribeMessages: SubscribeMessages
  miniProgramCodes: MiniProgramCodes
  pay: Pay
  endpoints: Endpoint[]
}

export function buildPlatforms(kernel: Kernel): Platforms {
  const followers = new Followers(kernel, kernel.accounts.officialAccount)
  const qrcodes = new QrCodes(kernel)
  const templates = new TemplateMessages(kernel, followers)
  const miniProgram = new MiniProgram(kernel, kernel.accounts.miniProgram)
  const subscribeMessages = new SubscribeMessages(kernel, miniProgram)
  const miniProgramCodes = new MiniProgramCodes(kernel)
  const { work, endpoints } = buildWork(kernel)
  return {
    ...work,
    followers,
    qrcodes,
    miniProgram,
    subscribeMessages,
    miniProgramCodes,
    pay: new Pay(kernel),
    endpoints: [
      ...weixinBaseEndpoints(kernel),
      ...userEndpoints(kernel, followers),
      ...qrcodeEndpoints(qrcodes),
      ...templateEndpoints(templates),
      ...miniProgramEndpoints(kernel, miniProgram),
      ...subscribeEndpoints(subscribeMessages),
      ...miniProgramCodeEndpoints(miniProgramCodes),
      ...oauthEndpoints(kernel, work.oauth),
      ...endpoints,
    ],
  }
}
