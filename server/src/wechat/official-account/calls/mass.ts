/**
 * Mass send, protocol §1.11. A service account reaches each follower four times per calendar month at most; whoever is
 * over it is left out by the platform without a word.
 */
import { asIs, limited, post } from '../../kernel/call'
import { perDay, perMinute } from '../../kernel/limits'
import { integer, integerOrText, nothing, object, optional, text, textOrNumber } from '../../kernel/shape'

export type MassContent =
  | { msgtype: 'mpnews'; mpnews: { media_id: string }; send_ignore_reprint?: 0 | 1 }
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'voice'; voice: { media_id: string } }
  | {
      msgtype: 'image'
      images: { media_ids: string[]; recommend?: string; need_open_comment?: 0 | 1; only_fans_can_comment?: 0 | 1 }
    }
  | { msgtype: 'mpvideo'; mpvideo: { media_id: string } }
  | { msgtype: 'wxcard'; wxcard: { card_id: string } }

interface Once {
  /**
   * At most 64 bytes (45067). The same within 24 hours is refused with 45065 and the job that exists (`existingJob`),
   * within a minute with 45066. Left out, the platform makes one from content and group.
   */
  clientmsgid?: string
}

/** Reads the job that a 45065 speaks of: `error.read(existingJob)`. */
export const existingMassJob = object({ msg_id: textOrNumber })

const submitted = object({
  msg_id: textOrNumber,
  /** Only for articles; with `_` and the index it is the key of article statistics. */
  msg_data_id: optional(textOrNumber),
})

/** 44004 nothing to say, 45028 no quota left, 45065, 45066, 45067, 40007 material, 45159 no such tag, 48003 protocol not agreed. */
export const massSendByTag = limited(
  post(
    '/cgi-bin/message/mass/sendall',
    submitted,
    asIs<{ filter: { is_to_all: boolean; tag_id?: number } } & MassContent & Once>,
    [40007, 44004, 45028, 45065, 45066, 45067, 45159, 48003],
  ),
  perMinute(60),
)

/** From 2 (40130) to 10 000 (45019) people; otherwise like `massSendByTag`. 40003 openid. */
export const massSend = limited(
  post(
    '/cgi-bin/message/mass/send',
    submitted,
    asIs<{ touser: string[] } & MassContent & Once>,
    [40003, 40007, 40130, 44004, 45019, 45028, 45065, 45066, 45067, 45159, 48003],
  ),
  perMinute(60),
)

/** SEND_SUCCESS, SENDING, SEND_FAIL or DELETE. 40059 no such job. */
export const massStatus = post(
  '/cgi-bin/message/mass/get',
  object({ msg_id: textOrNumber, msg_status: text }),
  asIs<{ msg_id: string }>,
  [40059],
)

/** The detail page ends, the card in the chat stays; articles and video only. `article_idx` 0 means all. 40059 no such job. */
export const deleteMass = post(
  '/cgi-bin/message/mass/delete',
  nothing,
  // Documented as a number; what a double cannot hold goes as text, as `mass/get` takes it (unverified here).
  ({ msg_id, article_idx }: { msg_id: string; article_idx?: number }) => ({
    msg_id: Number.isSafeInteger(Number(msg_id)) ? Number(msg_id) : msg_id,
    article_idx,
  }),
  [40059],
)

/** Shows it to one person first. 100 per day by WeChat name. 40003, 40007. */
export const previewMass = limited(
  post(
    '/cgi-bin/message/mass/preview',
    object({ msg_id: optional(textOrNumber) }),
    asIs<({ touser: string } | { towxname: string }) & MassContent>,
    [40003, 40007],
  ),
  perDay(100),
)

/** Turns an uploaded video into one that can be sent to many (`mpvideo`). 40007 unknown. */
export const massVideo = post(
  '/cgi-bin/media/uploadvideo',
  object({ type: text, media_id: text, created_at: integerOrText }),
  asIs<{ media_id: string; title: string; description: string }>,
  [40007],
)

/** 0 is 800 000 people a minute, 1 600 000, 2 450 000, 3 300 000, 4 100 000; `realspeed` in units of 10 000. */
export const massSpeed = post(
  '/cgi-bin/message/mass/speed/get',
  object({ speed: integer, realspeed: integer }),
  () => ({}),
)

/** 45083 not 0 to 4, 45084 none given. */
export const setMassSpeed = post(
  '/cgi-bin/message/mass/speed/set',
  nothing,
  asIs<{ speed: 0 | 1 | 2 | 3 | 4 }>,
  [45083, 45084],
)
