/** Moments (客户朋友圈), protocol §3.8. */
import { asIs, get, limited, post } from '../../kernel/call'
import { perMinute, perMonth } from '../../kernel/limits'
import { anything, integer, list, nothing, object, optional, text, withDefault } from '../../kernel/shape'

/** Media from `uploadAttachment`. Nine pictures, or one video, or one link. */
export type MomentAttachment =
  | { msgtype: 'image'; image: { media_id: string } }
  | { msgtype: 'video'; video: { media_id: string } }
  | { msgtype: 'link'; link: { title?: string; url: string; media_id: string } }

export interface MomentTask {
  /** At most 2000 characters. */
  text?: { content: string }
  attachments?: MomentAttachment[]
  visible_range?: {
    sender_list?: { user_list?: string[]; department_list?: number[] }
    external_contact_list?: { tag_list: string[] }
  }
}

/** Runs by itself; ask `momentTaskResult`. 40058 text, kind or number of attachments. */
export const addMomentTask = limited(
  post('/cgi-bin/externalcontact/add_moment_task', object({ jobid: text }), asIs<MomentTask>, [40058]),
  // Unverified.
  perMinute(10),
  perMonth(100_000),
)

/** `status`: 1 begun, 2 running, 3 done. Kept for 24 hours. 40058 no such job. */
export const momentTaskResult = get(
  '/cgi-bin/externalcontact/get_moment_task_result',
  object({
    status: integer,
    type: withDefault(text, ''),
    result: optional(
      object({
        errcode: integer,
        errmsg: withDefault(text, ''),
        moment_id: optional(text),
        invalid_sender_list: optional(
          object({ user_list: withDefault(list(text), []), department_list: withDefault(list(integer), []) }),
        ),
        invalid_external_contact_list: optional(object({ tag_list: withDefault(list(text), []) })),
      }),
    ),
  }),
  ({ jobid }: { jobid: string }) => ({ jobid }),
  [40058],
)

/** 40058 no such moment. */
export const cancelMoment = post(
  '/cgi-bin/externalcontact/cancel_moment_task',
  nothing,
  asIs<{ moment_id: string }>,
  [40058],
)

/** Times in unix seconds, 30 days apart at most; `limit` at most 20 (100 by another text, unverified). 40058. */
export const moments = post(
  '/cgi-bin/externalcontact/get_moment_list',
  object({
    moment_list: withDefault(
      list(
        object({
          moment_id: text,
          creator: optional(text),
          create_time: integer,
          /** 0 the corp's, 1 a member's own. */
          create_type: optional(integer),
          /** 0 some, 1 everybody. */
          visible_type: optional(integer),
          text: optional(object({ content: withDefault(text, '') })),
          image: withDefault(list(anything), []),
          video: optional(anything),
          link: optional(anything),
        }),
      ),
      [],
    ),
    next_cursor: withDefault(text, ''),
  }),
  asIs<{
    start_time: number
    end_time: number
    creator?: string
    filter_type?: 0 | 1 | 2
    cursor?: string
    limit?: number
  }>,
  [40058],
)

interface MomentPage {
  moment_id: string
  cursor?: string
  limit?: number
}

/** `publish_status`: 0 not yet, 1 published. `limit` at most 1000. 40058 no such moment. */
export const momentTasks = post(
  '/cgi-bin/externalcontact/get_moment_task',
  object({
    task_list: withDefault(list(object({ userid: text, publish_status: integer })), []),
    next_cursor: withDefault(text, ''),
  }),
  asIs<MomentPage>,
  [40058],
)

const customers = object({
  customer_list: withDefault(list(object({ userid: optional(text), external_userid: text })), []),
  next_cursor: withDefault(text, ''),
})

/** Who may see it when the member publishes. 40058. */
export const momentCustomers = post(
  '/cgi-bin/externalcontact/get_moment_customer_list',
  customers,
  asIs<MomentPage & { userid: string }>,
  [40058],
)

/** Whom it reached. `limit` at most 5000. 40058. */
export const momentResults = post(
  '/cgi-bin/externalcontact/get_moment_send_result',
  customers,
  asIs<MomentPage & { userid: string }>,
  [40058],
)

const reaction = object({ external_userid: optional(text), userid: optional(text), create_time: integer })

/** 40058. */
export const momentComments = post(
  '/cgi-bin/externalcontact/get_moment_comments',
  object({ comment_list: withDefault(list(reaction), []), like_list: withDefault(list(reaction), []) }),
  asIs<{ moment_id: string; userid: string }>,
  [40058],
)
