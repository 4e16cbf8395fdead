/** Customers (external contacts), protocol §3.3. The app must be among those that may call these (§3.0): 48002. */
import { asIs, get, noParameters, post, type ReplyOf } from '../../kernel/call'
import { integer, list, nothing, object, optional, text, withDefault } from '../../kernel/shape'

/** Members that may have customers, in the app's visible range. */
export const followUsers = get(
  '/cgi-bin/externalcontact/get_follow_user_list',
  object({ follow_user: withDefault(list(text), []) }),
  noParameters,
)

/** A member without customers is answered with 84061, not with an empty list. 60111 no such member. */
export const externalContactsOf = get(
  '/cgi-bin/externalcontact/list',
  object({ external_userid: list(text) }),
  ({ userid }: { userid: string }) => ({ userid }),
  [60111, 84061],
)

const contact = object({
  external_userid: text,
  name: text,
  avatar: optional(text),
  /** 1 WeChat, 2 WeCom. */
  type: integer,
  /** 0 unknown, 1 male, 2 female. */
  gender: withDefault(integer, 0),
  /** Only for WeChat users of a corp that has bound a WeChat developer id. */
  unionid: optional(text),
  position: optional(text),
  corp_name: optional(text),
  corp_full_name: optional(text),
})

const channels = optional(object({ nickname: withDefault(text, ''), source: optional(integer) }))

/** What one member knows of the customer. */
const relation = {
  userid: text,
  remark: withDefault(text, ''),
  description: withDefault(text, ''),
  /** Unix seconds. */
  createtime: integer,
  remark_corp_name: optional(text),
  remark_mobiles: withDefault(list(text), []),
  /** Protocol §3.3; numbers above 10 are unverified. */
  add_way: optional(integer),
  wechat_channels: channels,
  oper_userid: optional(text),
  /** Of the contact way that the customer came by first; a second scan leaves it as it is. */
  state: optional(text),
}

/** `type`: 1 the corp's, 2 the member's own (without an id), 3 of a rule group. */
const wornTag = object({
  group_name: withDefault(text, ''),
  tag_name: text,
  tag_id: optional(text),
  type: integer,
})

/** A `cursor` is needed only above 500 members. 84061 no such relation, 40096 wrong id. */
export const externalContact = get(
  '/cgi-bin/externalcontact/get',
  object({
    external_contact: contact,
    follow_user: withDefault(list(object({ ...relation, tags: withDefault(list(wornTag), []) })), []),
    next_cursor: withDefault(text, ''),
  }),
  ({ external_userid, cursor }: { external_userid: string; cursor?: string }) => ({ external_userid, cursor }),
  [40096, 84061],
)
export type ExternalContactReply = ReplyOf<typeof externalContact>

/**
 * Customers of up to 100 members with what that member knows; one row per pair. `limit` at most 100, 50 when left out.
 * Corp tags come as ids only. 40058 too many members, 60111 no such member, 84061 none of them has a customer (unverified).
 */
export const externalContacts = post(
  '/cgi-bin/externalcontact/batch/get_by_user',
  object({
    external_contact_list: withDefault(
      list(
        object({
          external_contact: contact,
          follow_info: object({ ...relation, tag_id: withDefault(list(text), []) }),
        }),
      ),
      [],
    ),
    next_cursor: withDefault(text, ''),
    /** Members without a licence, left out of the list. */
    fail_info: optional(object({ unlicensed_userid_list: withDefault(list(text), []) })),
  }),
  asIs<{ userid_list: string[]; cursor?: string; limit?: number }>,
  [40058, 60111, 84061],
)

export interface RemarkRequest {
  userid: string
  external_userid: string
  /** At most 20 characters. */
  remark?: string
  /** At most 150 characters. */
  description?: string
  /** At most 20 characters; WeChat users only. */
  remark_company?: string
  /** Replaces all; `['']` clears. */
  remark_mobiles?: string[]
  remark_pic_mediaid?: string
}

/** At least one of the optional fields: 40058. 84061 not this member's customer, 40096 wrong id. */
export const remark = post('/cgi-bin/externalcontact/remark', nothing, asIs<RemarkRequest>, [40058, 40096, 84061])
