/** Customer acquisition links (获客助手), protocol §3.12. The old customer-contact secret cannot call these. */
import { asIs, get, noParameters, post } from '../../kernel/call'
import { flag, integer, list, nothing, object, optional, text, withDefault } from '../../kernel/shape'

const path = (name: string): string => `/cgi-bin/externalcontact/customer_acquisition/${name}`

/** Those of the calling app only. `limit` at most 100. */
export const acquisitionLinks = post(
  path('list_link'),
  object({ link_id_list: withDefault(list(text), []), next_cursor: withDefault(text, '') }),
  asIs<{ limit?: number; cursor?: string }>,
)

const range = object({
  user_list: withDefault(list(text), []),
  department_list: withDefault(list(integer), []),
})

/** 40058 (unverified) no such link. */
export const acquisitionLink = post(
  path('get'),
  object({
    link: object({
      link_id: optional(text),
      link_name: text,
      url: text,
      create_time: integer,
      skip_verify: withDefault(flag, true),
      mark_source: optional(flag),
    }),
    range: optional(range),
    priority_option: optional(object({ priority_type: integer, priority_userid_list: withDefault(list(text), []) })),
  }),
  asIs<{ link_id: string }>,
  [40058],
)

interface LinkContent {
  /** At most 30 characters (unverified). */
  link_name: string
  /** Not both empty, at most 500 people in all. */
  range: { user_list?: string[]; department_list?: number[] }
  skip_verify?: boolean
  /** 1 all, 2 those listed. */
  priority_option?: { priority_type: 1 | 2; priority_userid_list?: string[] }
  mark_source?: boolean
}

/** 41095 too many links, 40058 range or name, 60111 no such member. */
export const createAcquisitionLink = post(
  path('create_link'),
  object({ link: object({ link_id: text, link_name: text, url: text, create_time: integer }) }),
  asIs<LinkContent>,
  [40058, 41095, 60111],
)

/** The range is replaced as a whole. 40058 (unverified) no such link, range or name; 60111 no such member. */
export const updateAcquisitionLink = post(
  path('update_link'),
  nothing,
  asIs<{ link_id: string } & Partial<LinkContent>>,
  [40058, 60111],
)

/** 40058 (unverified) no such link. */
export const deleteAcquisitionLink = post(path('delete_link'), nothing, asIs<{ link_id: string }>, [40058])

/** `chat_status`: 0 nothing said, 1 the customer wrote, 2 unknown. `limit` at most 1000. 40058 (unverified) no such link. */
export const acquiredCustomers = post(
  path('customer'),
  object({
    customer_list: withDefault(
      list(object({ external_userid: text, userid: text, chat_status: integer, state: optional(text) })),
      [],
    ),
    next_cursor: withDefault(text, ''),
  }),
  asIs<{ link_id: string; limit?: number; cursor?: string }>,
  [40058],
)

/** Whole days in unix seconds, 30 apart at most, of the last 180: 40058, also (unverified) for no such link. */
export const acquisitionStatistic = post(
  path('statistic'),
  object({ click_link_customer_cnt: integer, new_customer_cnt: integer }),
  asIs<{ link_id: string; start_time: number; end_time: number }>,
  [40058],
)

/** What was said first, by the key of the event `customer_start_chat` (fields unverified). 40058 no such key (unverified). */
export const acquisitionChat = post(
  path('get_chat_info'),
  object({
    userid: text,
    external_userid: text,
    chat_info: optional(
      object({ recv_msg_cnt: withDefault(integer, 0), link_id: optional(text), state: optional(text) }),
    ),
  }),
  asIs<{ chat_key: string }>,
  [40058],
)

export const acquisitionQuota = get(
  '/cgi-bin/externalcontact/customer_acquisition_quota',
  object({
    total: integer,
    balance: integer,
    quota_list: withDefault(list(object({ expire_date: integer, balance: integer })), []),
  }),
  noParameters,
)
