/** Tags of followers, protocol §1.8. At most 100 tags; a follower wears at most 20. Ids below 100 are the platform's own. */
import { asIs, post, get, noParameters } from '../../kernel/call'
import { integer, list, nothing, object, optional, text, withDefault } from '../../kernel/shape'

/** 45157 name empty or taken, 45158 longer than 30 characters, 45056 a hundred tags exist. */
export const createTag = post(
  '/cgi-bin/tags/create',
  object({ tag: object({ id: integer, name: text }) }),
  ({ name }: { name: string }) => ({ tag: { name } }),
  [45056, 45157, 45158],
)

export const tags = get(
  '/cgi-bin/tags/get',
  object({ tags: list(object({ id: integer, name: text, count: withDefault(integer, 0) })) }),
  noParameters,
)

/** 45157, 45158, 45058 the platform's own tag. */
export const renameTag = post(
  '/cgi-bin/tags/update',
  nothing,
  (tag: { id: number; name: string }) => ({ tag }),
  [45058, 45157, 45158],
)

/** 45058 the platform's own tag, 45057 more than 100 000 wear it. */
export const deleteTag = post('/cgi-bin/tags/delete', nothing, (tag: { id: number }) => ({ tag }), [45057, 45058])

/** Page by page from `next_openid` on; the end is a `count` of 0. 45159 no such tag, 40003. */
export const taggedFollowers = post(
  '/cgi-bin/user/tag/get',
  object({ count: integer, data: optional(object({ openid: list(text) })), next_openid: withDefault(text, '') }),
  asIs<{ tagid: number; next_openid?: string }>,
  [40003, 45159],
)

interface Tagging {
  /** At most 50. */
  openid_list: string[]
  tagid: number
}

/** 40032 too many or no people, 40003 openid, 49003 of another account, 45159 no such tag, 45059 more than 20 tags on somebody. */
export const tagFollowers = post(
  '/cgi-bin/tags/members/batchtagging',
  nothing,
  asIs<Tagging>,
  [40003, 40032, 45059, 45159, 49003],
)

/** See `tagFollowers`. */
export const untagFollowers = post(
  '/cgi-bin/tags/members/batchuntagging',
  nothing,
  asIs<Tagging>,
  [40003, 40032, 45059, 45159, 49003],
)

/** 40003, 49003. */
export const tagsOfFollower = post(
  '/cgi-bin/tags/getidlist',
  object({ tagid_list: list(integer) }),
  asIs<{ openid: string }>,
  [40003, 49003],
)
