/** Group send (企业群发), protocol §3.7. It creates tasks that members must confirm; it sends nothing by itself. */
import { asIs, post } from '../../kernel/call'
import { anything, integer, list, nothing, object, optional, text, withDefault } from '../../kernel/shape'
import type { Attachment } from './messages'

interface GroupMessageContent {
  text?: { content: string }
  attachments?: Attachment[]
}

export type GroupMessage = GroupMessageContent &
  (
    | {
        chat_type: 'single'
        /** At most 10 000; left out with a sender, all of that member's. */
        external_userid?: string[]
        sender?: string
        /** Either tag of a list, and of every list (unverified). */
        tag_filter?: { group_list: { tag_list: string[] }[] }
        allow_select?: boolean
      }
    | {
        chat_type: 'group'
        sender: string
        /** At most 2000. */
        chat_id_list?: string[]
      }
  )

/** 41048 nobody to send to, 40058 receivers or content missing or too many, 60111 no such sender. `fail_list` names whom it cannot reach. */
export const addGroupMessage = post(
  '/cgi-bin/externalcontact/add_msg_template',
  object({ msgid: text, fail_list: withDefault(list(text), []) }),
  asIs<GroupMessage>,
  [40058, 41048, 60111],
)

interface PageOf {
  msgid: string
  limit?: number
  cursor?: string
}

/** Times in unix seconds, a month apart at most; `limit` at most 100. 40058 kind or times. */
export const groupMessages = post(
  '/cgi-bin/externalcontact/get_groupmsg_list_v2',
  object({
    group_msg_list: withDefault(
      list(
        object({
          msgid: text,
          /** Absent for those made over the API. */
          creator: optional(text),
          create_time: integer,
          /** 0 the corp's, 1 a member's own. */
          create_type: integer,
          text: optional(object({ content: withDefault(text, '') })),
          attachments: withDefault(list(anything), []),
        }),
      ),
      [],
    ),
    next_cursor: withDefault(text, ''),
  }),
  asIs<{
    chat_type: 'single' | 'group'
    start_time: number
    end_time: number
    creator?: string
    filter_type?: 0 | 1 | 2
    limit?: number
    cursor?: string
  }>,
  [40058],
)

/** `status`: 0 not sent, 2 sent. `limit` at most 1000. 41063 just created, ask later; 40058 no such message. */
export const groupMessageTasks = post(
  '/cgi-bin/externalcontact/get_groupmsg_task',
  object({
    task_list: withDefault(list(object({ userid: text, status: integer, send_time: optional(integer) })), []),
    next_cursor: withDefault(text, ''),
  }),
  asIs<PageOf>,
  [40058, 41063],
)

/** `status`: 0 not sent, 1 sent, 2 not a friend, 3 over the receiver's cap. 41063 just created, ask later; 40058 no such message or task. */
export const groupMessageResults = post(
  '/cgi-bin/externalcontact/get_groupmsg_send_result',
  object({
    send_list: withDefault(
      list(
        object({
          external_userid: optional(text),
          chat_id: optional(text),
          userid: text,
          status: integer,
          send_time: optional(integer),
        }),
      ),
      [],
    ),
    next_cursor: withDefault(text, ''),
  }),
  asIs<PageOf & { userid: string }>,
  [40058, 41063],
)

/** Three times in 24 hours per message: 41094. 40058 no such message. */
export const remindGroupMessage = post(
  '/cgi-bin/externalcontact/remind_groupmsg_send',
  nothing,
  asIs<{ msgid: string }>,
  [40058, 41094],
)

/** Stops what no member has sent yet. 41093 cancelled already, 40058 no such message. */
export const cancelGroupMessage = post(
  '/cgi-bin/externalcontact/cancel_groupmsg_send',
  nothing,
  asIs<{ msgid: string }>,
  [40058, 41093],
)
