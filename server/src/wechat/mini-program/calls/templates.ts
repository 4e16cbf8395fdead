/** Subscribe messages, protocol §2.3. */
import { asIs, post } from '../../kernel/call'
import { object, optional, textOrNumber } from '../../kernel/shape'

export interface SubscribeMessage {
  touser: string
  template_id: string
  page?: string
  miniprogram_state?: 'developer' | 'trial' | 'formal'
  lang?: 'zh_CN'
  data: Record<string, { value: string }>
}

/**
 * 43101 the person has not agreed (any more), 47003 wrong value, 40037 wrong template, 40003 openid, 41030 page not released.
 * Unverified: 43107 banned, 43108 too many to one person at once, 45168 content.
 */
export const sendSubscribeMessage = post(
  '/cgi-bin/message/subscribe/send',
  object({ msgid: optional(textOrNumber) }),
  asIs<SubscribeMessage>,
  [40003, 40037, 41030, 43101, 43107, 43108, 45168, 47003],
)
