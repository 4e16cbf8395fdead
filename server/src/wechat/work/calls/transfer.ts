/** Handing customers over, on the job or after leaving, protocol §3.10. */
import { asIs, post } from '../../kernel/call'
import { flag, integer, list, object, optional, text, withDefault } from '../../kernel/shape'

interface Handover {
  handover_userid: string
  takeover_userid: string
  /** At most 100. */
  external_userid: string[]
}

/** Per customer: 0 begun, done after 24 hours unless refused; otherwise a code such as 40128 (twice in 90 days), 84061. */
const begun = object({ customer: withDefault(list(object({ external_userid: text, errcode: integer })), []) })

/** 40096 to 40100 ids, 84062, 60111 no such member, 40058 too many. `transfer_success_msg` at most 200 characters. */
export const transferCustomers = post(
  '/cgi-bin/externalcontact/transfer_customer',
  begun,
  asIs<Handover & { transfer_success_msg?: string }>,
  [40058, 40096, 40097, 40098, 40099, 40100, 60111, 84062],
)

interface HandoverPage {
  handover_userid: string
  takeover_userid: string
  cursor?: string
}

const outcome = object({
  customer: withDefault(
    list(
      object({
        external_userid: text,
        /** 1 done, 2 waiting (`takeover_time` lies ahead), 3 refused, 4 limit, 5 no record. */
        status: integer,
        takeover_time: optional(integer),
      }),
    ),
    [],
  ),
  next_cursor: withDefault(text, ''),
})

/** Up to 1000 a page. 60111 no such member. */
export const transferResults = post('/cgi-bin/externalcontact/transfer_result', outcome, asIs<HandoverPage>, [60111])

/** Customers of members who have left. `page_size` at most 1000. */
export const unassignedCustomers = post(
  '/cgi-bin/externalcontact/get_unassigned_list',
  object({
    info: withDefault(list(object({ handover_userid: text, external_userid: text, dimission_time: integer })), []),
    is_last: withDefault(flag, true),
    next_cursor: withDefault(text, ''),
  }),
  asIs<{ page_id?: number; cursor?: string; page_size?: number }>,
)

/** Of a member who has left: 40097 (unverified) when not; otherwise like `transferCustomers`. */
export const transferResigned = post(
  '/cgi-bin/externalcontact/resigned/transfer_customer',
  begun,
  asIs<Handover>,
  [40058, 40096, 40097, 40098, 40099, 40100, 60111, 84062],
)

/** See `transferResults`. */
export const transferResignedResults = post(
  '/cgi-bin/externalcontact/resigned/transfer_result',
  outcome,
  asIs<HandoverPage>,
  [60111],
)

const failedChats = object({
  failed_chat_list: withDefault(list(object({ chat_id: text, errcode: integer, errmsg: withDefault(text, '') })), []),
})

interface ChatHandover {
  /** At most 100. */
  chat_id_list: string[]
  new_owner: string
}

/** Groups of an owner who has left; per chat 90500 when the owner has not. */
export const transferGroupChats = post(
  '/cgi-bin/externalcontact/groupchat/transfer',
  failedChats,
  asIs<ChatHandover>,
  [90500],
)

/** Groups of an owner who stays: 300 a day per owner, twice in 90 days per group. */
export const transferGroupChatsOnJob = post(
  '/cgi-bin/externalcontact/groupchat/onjob_transfer',
  failedChats,
  asIs<ChatHandover>,
)
