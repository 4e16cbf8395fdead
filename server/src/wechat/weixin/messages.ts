import { asIs, post } from '../kernel/call'
import { nothing } from '../kernel/shape'

/**
 * A message of customer service. The mini-program takes text, image, link and miniprogrampage only;
 * `kf_account` shows an agent's name.
 */
export type CustomMessage = { touser: string; customservice?: { kf_account: string } } & (
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'image'; image: { media_id: string } }
  | { msgtype: 'link'; link: { title: string; description: string; url: string; thumb_url: string } }
  | {
      msgtype: 'miniprogrampage'
      /** An official account names the app; a mini-program sends pages of its own. */
      miniprogrampage: { title: string; pagepath: string; thumb_media_id: string; appid?: string }
    }
  | { msgtype: 'voice'; voice: { media_id: string } }
  | { msgtype: 'video'; video: { media_id: string; thumb_media_id: string; title?: string; description?: string } }
  | {
      msgtype: 'music'
      music: { musicurl: string; hqmusicurl: string; thumb_media_id: string; title?: string; description?: string }
    }
  | { msgtype: 'news'; news: { articles: [{ title: string; description: string; url: string; picurl: string }] } }
  | { msgtype: 'mpnews'; mpnews: { media_id: string } }
  | { msgtype: 'mpnewsarticle'; mpnewsarticle: { article_id: string } }
  | {
      msgtype: 'msgmenu'
      msgmenu: { head_content: string; list: { id: string; content: string }[]; tail_content: string }
    }
  | { msgtype: 'wxcard'; wxcard: { card_id: string } }
)

/**
 * Only within the windows that the person's own acts open (protocol §1.10): a message 5 in 48 hours; a menu click,
 * following or a scan 3 in a minute. 45015 no window, 45047 used up, 40003 openid, 48001 no such right, 48002 the person refuses.
 */
export const sendCustomMessage = post(
  '/cgi-bin/message/custom/send',
  nothing,
  asIs<CustomMessage>,
  [40003, 45015, 45047, 48001, 48002],
)

/** «… is typing» in the person's chat. 45072 wrong command, 45080 outside of a conversation, 45081 is typing already. */
export const setTyping = post(
  '/cgi-bin/message/custom/typing',
  nothing,
  asIs<{ touser: string; command: 'Typing' | 'CancelTyping' }>,
  [45072, 45080, 45081],
)
