import type { Endpoint } from '../../kernel/endpoint'
import type { Kernel } from '../../kernel/kernel'
import type { PayOrders } from '../pay/orders'
import type { ServiceAccount } from '../weixin/customer-messages'
import type { MediaFiles } from '../weixin/media'
import { SubscribeMessages } from '../weixin/subscribe-messages'
import { SubscribeTemplates } from '../weixin/subscribe-templates'
import { MiniProgramCodes, miniProgramCodeEndpoints } from './codes'
import { ContentSafety, contentSafetyEndpoints } from './content-safety'
import { linkEndpoints, MiniProgramLinks } from './links'
import { MiniProgram } from './mini-program'
import { miniProgramUserEndpoints } from './user-endpoints'

/** What the control API and the other platforms need of the mini-program. */
export interface MiniProgramPlatform {
  miniProgram: MiniProgram
  subscribeMessages: SubscribeMessages
  subscribeTemplates: SubscribeTemplates
  miniProgramCodes: MiniProgramCodes
  miniProgramLinks: MiniProgramLinks
  service: ServiceAccount
}

/** The mini-program with all its calls (protocol reference §2). */
export function buildMiniProgram(
  kernel: Kernel,
  media: MediaFiles,
  orders: Pick<PayOrders, 'find' | 'byTransaction'>,
): { platform: MiniProgramPlatform; endpoints: Endpoint[] } {
  const account = kernel.accounts.miniProgram
  const { appid } = account
  const miniProgram = new MiniProgram(kernel, account)
  const subscribeTemplates = new SubscribeTemplates(kernel, appid, kernel.accounts.subscribeTemplates)
  const subscribeMessages = new SubscribeMessages(
    kernel,
    {
      appid,
      templates: subscribeTemplates,
      sender: () => miniProgram.sender(),
      byOpenid: (openid) => miniProgram.byOpenid(openid),
      push: (person, at, fields) => miniProgram.push(person, at, fields),
    },
    appid,
  )
  const miniProgramCodes = new MiniProgramCodes(kernel)
  const miniProgramLinks = new MiniProgramLinks(kernel, appid)
  return {
    platform: {
      miniProgram,
      subscribeMessages,
      subscribeTemplates,
      miniProgramCodes,
      miniProgramLinks,
      service: {
        kind: 'mini_program',
        appid,
        windows: miniProgram.windows,
        sender: () => miniProgram.sender(),
        look: (id) => {
          const file = media.find(appid, id)
          return file === undefined ? undefined : { url: media.url(file) }
        },
        byOpenid: (openid) => miniProgram.byOpenid(openid),
      },
    },
    endpoints: [
      ...miniProgramUserEndpoints(kernel, miniProgram, orders),
      ...miniProgramCodeEndpoints(miniProgramCodes),
      ...linkEndpoints(miniProgramLinks),
      ...contentSafetyEndpoints(new ContentSafety(kernel, miniProgram)),
    ],
  }
}
