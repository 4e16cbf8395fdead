/** Ids of one platform as another knows them, protocol §3.3 «Ids». */
import { asIs, limited, post } from '../../kernel/call'
import { perDay, perHour, perMonth } from '../../kernel/limits'
import { list, object, optional, text, withDefault } from '../../kernel/shape'

/**
 * A customer by unionid and openid of the brand's account. Who is no customer yet gets a `pending_id` for 90 days instead.
 * The corp must be verified and own the account: 610014 to 610018; 84061.
 */
export const externalUseridOfUnionid = limited(
  post(
    '/cgi-bin/idconvert/unionid_to_external_userid',
    object({ external_userid: optional(text), pending_id: optional(text) }),
    asIs<{ unionid: string; openid: string; subject_type?: 0 | 1 }>,
    [84061, 610014, 610015, 610016, 610017, 610018],
  ),
  perHour(100_000),
  perDay(480_000),
  perMonth(7_500_000),
)

/** The pending ids under which customers may have been known before they were added; `chat_id` narrows it to a group. */
export const pendingIds = post(
  '/cgi-bin/idconvert/batch/external_userid_to_pending_id',
  object({ result: withDefault(list(object({ external_userid: text, pending_id: text })), []) }),
  asIs<{ external_userid: string[]; chat_id?: string }>,
)

/** For payment; WeChat users only: 84061 (or 40096) otherwise. */
export const openidOfExternalUserid = post(
  '/cgi-bin/externalcontact/convert_to_openid',
  object({ openid: text }),
  asIs<{ external_userid: string }>,
  [40096, 84061],
)

/** A member's openid, for payment. 60111 no such member. */
export const openidOfMember = post(
  '/cgi-bin/user/convert_to_openid',
  object({ openid: text }),
  asIs<{ userid: string }>,
  [60111],
)

/** Ids of customers that were made before the corp changed to the new kind. */
export const newExternalUserids = post(
  '/cgi-bin/externalcontact/get_new_external_userid',
  object({ items: withDefault(list(object({ external_userid: text, new_external_userid: text })), []) }),
  asIs<{ external_userid_list: string[] }>,
)
