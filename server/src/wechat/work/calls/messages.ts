/** Welcome messages to customers (protocol §3.6) and messages of the app to members (§3.16). */
import { asIs, post } from '../../kernel/call'
import { nothing, object, optional, text, textOrNumber, withDefault } from '../../kernel/shape'

/** Attachments of welcome and group messages; at most 9. */
export type Attachment =
  | { msgtype: 'link'; link: { title: string; url: string; picurl?: string; desc?: string } }
  | { msgtype: 'miniprogram'; miniprogram: { title: string; pic_media_id: string; appid: string; page: string } }
  | { msgtype: 'image'; image: { media_id?: string; pic_url?: string } }
  | { msgtype: 'video'; video: { media_id: string } }
  | { msgtype: 'file'; file: { media_id: string } }

export interface WelcomeMessage {
  welcome_code: string
  /** At most 4000 bytes. */
  text?: { content: string }
  attachments?: Attachment[]
}

/** Within 20 seconds of the event, once: 41050 too late or unknown, 41051 somebody else has greeted, 41049 no code, 41096 being sent, 40058 neither text nor attachment. */
export const sendWelcome = post(
  '/cgi-bin/externalcontact/send_welcome_msg',
  nothing,
  asIs<WelcomeMessage>,
  [40058, 41049, 41050, 41051, 41096],
)

interface CardArticle {
  title: string
  description?: string
  url: string
  picurl?: string
}

export type AppMessage = {
  /** Up to 1000 userids joined by `|`, or `@all`. */
  touser?: string
  toparty?: string
  totag?: string
  agentid: number
  safe?: 0 | 1
  enable_duplicate_check?: 0 | 1
  /** Seconds, at most 4 hours. */
  duplicate_check_interval?: number
} & (
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'textcard'; textcard: { title: string; description: string; url: string; btntxt?: string } }
  | { msgtype: 'markdown'; markdown: { content: string } }
  | { msgtype: 'news'; news: { articles: CardArticle[] } }
  | { msgtype: 'image'; image: { media_id: string } }
  | { msgtype: 'voice'; voice: { media_id: string } }
  | { msgtype: 'file'; file: { media_id: string } }
  | { msgtype: 'video'; video: { media_id: string; title?: string; description?: string } }
  | {
      msgtype: 'miniprogram_notice'
      miniprogram_notice: {
        appid: string
        page?: string
        title: string
        description?: string
        emphasis_first_item?: boolean
        content_item?: { key: string; value: string }[]
      }
    }
)

/**
 * Partial failure still counts as success: the refused receivers are named. 81013 (or 82001) nobody left, 301002 and 40056 not our
 * agent, 44004 empty. The platform drops what a member gets above 30 a minute without a word.
 */
export const sendAppMessage = post(
  '/cgi-bin/message/send',
  object({
    invaliduser: withDefault(text, ''),
    invalidparty: withDefault(text, ''),
    invalidtag: withDefault(text, ''),
    unlicenseduser: withDefault(text, ''),
    msgid: optional(textOrNumber),
  }),
  asIs<AppMessage>,
  [40056, 44004, 81013, 82001, 301002],
)

/** Within 24 hours of sending. 41077 (unverified) unknown or too old. */
export const recallAppMessage = post('/cgi-bin/message/recall', nothing, asIs<{ msgid: string }>, [41077])
