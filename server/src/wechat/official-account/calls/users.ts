/** Followers: https://developers.weixin.qq.com/doc/service/ (用户管理), protocol §1.7. */
import { asIs, get, post, type ReplyOf } from '../../kernel/call'
import { integer, list, nothing, object, optional, text, textOrNumber, withDefault } from '../../kernel/shape'

const userInfo = object({
  subscribe: integer,
  openid: text,
  /** Unix seconds. */
  subscribe_time: optional(integer),
  /** Only when the account is bound to an Open Platform account. */
  unionid: optional(text),
  remark: optional(text),
  tagid_list: withDefault(list(integer), []),
  /** How the person came. Unknown values are passed on: the platform adds some from time to time. */
  subscribe_scene: optional(text),
  qr_scene: optional(textOrNumber),
  qr_scene_str: optional(text),
})

/** Somebody who does not follow (`subscribe` 0) is nothing but an openid. 40003 wrong openid. */
export const user = get(
  '/cgi-bin/user/info',
  userInfo,
  ({ openid }: { openid: string }) => ({ openid, lang: 'zh_CN' }),
  [40003],
)

/** A follower. Since 2021-12-27 the platform sends no nickname, sex, place or picture. */
export type OfficialAccountUser = ReplyOf<typeof user>

/** At most 100 people: 40032; one wrong openid fails the whole call with 40003. */
export const users = post(
  '/cgi-bin/user/info/batchget',
  object({ user_info_list: list(userInfo) }),
  asIs<{ user_list: { openid: string; lang?: 'zh_CN' }[] }>,
  [40003, 40032],
)

/** `data` is absent when there is nobody. */
const openidPage = object({
  total: withDefault(integer, 0),
  count: integer,
  data: optional(object({ openid: list(text) })),
  next_openid: withDefault(text, ''),
})

/** Up to 10 000 openids per page; the end is a `count` of 0 or an empty `next_openid`. 40003 unknown place to go on from. */
export const followers = get(
  '/cgi-bin/user/get',
  openidPage,
  ({ after }: { after?: string }) => ({
    next_openid: after,
  }),
  [40003],
)

/** At most 29 characters. 40003 wrong openid. */
export const setRemark = post(
  '/cgi-bin/user/info/updateremark',
  nothing,
  asIs<{ openid: string; remark: string }>,
  [40003],
)

/** 10 000 per page, from `begin_openid` on; empty for the first. 40003. */
export const blacklist = post('/cgi-bin/tags/members/getblacklist', openidPage, asIs<{ begin_openid: string }>, [40003])

/** At most 20 people: 40032. 40003 wrong openid, 49003 of another account. */
export const block = post(
  '/cgi-bin/tags/members/batchblacklist',
  nothing,
  asIs<{ openid_list: string[] }>,
  [40003, 40032, 49003],
)

/** See `block`. */
export const unblock = post(
  '/cgi-bin/tags/members/batchunblacklist',
  nothing,
  asIs<{ openid_list: string[] }>,
  [40003, 40032, 49003],
)
