import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { isObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { text } from '../../kernel/validate'
import type { Followers } from './followers'

const BATCH_LIMIT = 100
const PAGE = 10_000

/** What the account may know about one user: since 2021-12-27 no name, portrait, gender or place. */
function userInfo(kernel: Kernel, followers: Followers, openid: string): Record<string, unknown> {
  const { appid } = followers.account
  const person = kernel.people.byOpenid(openid, appid)
  if (person === undefined) throw new PlatformError(40003)
  const state = followers.state(person)
  if (state?.subscribed !== true) return { subscribe: 0, openid }
  return {
    subscribe: 1,
    openid,
    nickname: '',
    sex: 0,
    language: 'zh_CN',
    city: '',
    province: '',
    country: '',
    headimgurl: '',
    subscribe_time: state.subscribeTime,
    unionid: kernel.people.unionid(person),
    remark: state.remark,
    groupid: state.tagIds[0] ?? 0,
    tagid_list: state.tagIds,
    subscribe_scene: state.subscribeScene,
    qr_scene: state.qrScene,
    qr_scene_str: state.qrSceneStr,
  }
}

function batchGet(kernel: Kernel, followers: Followers, list: unknown): Record<string, unknown> {
  if (!Array.isArray(list)) throw new PlatformError(40003)
  if (list.length === 0 || list.length > BATCH_LIMIT) throw new PlatformError(40032)
  const openids = list.map((item: unknown) => (isObject(item) ? text(item, 'openid', 40003) : ''))
  return { user_info_list: openids.map((openid) => userInfo(kernel, followers, openid)) }
}

function followerPage(kernel: Kernel, followers: Followers, after: string): Record<string, unknown> {
  const { appid } = followers.account
  const last = after === '' ? undefined : kernel.people.byOpenid(after, appid)
  if (after !== '' && last === undefined) throw new PlatformError(40003)
  const openids: string[] = []
  for (const { person } of followers.walk(last)) {
    openids.push(kernel.people.openid(person, appid))
    if (openids.length === PAGE) break
  }
  const { total } = followers
  if (openids.length === 0) return { total, count: 0, next_openid: '' }
  return { total, count: openids.length, data: { openid: openids }, next_openid: openids[openids.length - 1] }
}

/** Users of the official account (protocol reference §1.7). */
export function userEndpoints(kernel: Kernel, followers: Followers): Endpoint[] {
  const common = { host: 'api.weixin.qq.com', token: ['official_account'] } satisfies Partial<Endpoint>
  return [
    {
      ...common,
      method: 'GET',
      path: '/cgi-bin/user/info',
      handle: ({ query }) => userInfo(kernel, followers, query.openid ?? ''),
    },
    {
      ...common,
      method: 'POST',
      path: '/cgi-bin/user/info/batchget',
      handle: ({ body }) => batchGet(kernel, followers, body.user_list),
    },
    {
      ...common,
      method: 'GET',
      path: '/cgi-bin/user/get',
      handle: ({ query }) => followerPage(kernel, followers, query.next_openid ?? ''),
    },
    {
      ...common,
      method: 'POST',
      path: '/cgi-bin/user/info/updateremark',
      handle: ({ body }) => {
        const person = kernel.people.byOpenid(text(body, 'openid', 40003), followers.account.appid)
        const state = person === undefined ? undefined : followers.edit(person)
        if (state === undefined) throw new PlatformError(40003)
        state.remark = typeof body.remark === 'string' ? body.remark : ''
        return ok()
      },
    },
  ]
}
