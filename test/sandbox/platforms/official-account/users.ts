import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { isObject, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { list, optionalText, text, texts } from '../../kernel/validate'
import type { Person } from '../../people/people'
import { weixinRows } from '../weixin/rows'
import type { Followers } from './followers'
import { openidPage } from './openid-page'
import type { Tags } from './tags'

const BATCH_LIMIT = 100
const BLACKLIST_BATCH = 20
const PAGE = 10_000
const REMARK_LENGTH = 30

/** Users of the official account and its blacklist (protocol reference §1.7). */
export class Users {
  private readonly blacklist

  constructor(
    private readonly kernel: Kernel,
    private readonly followers: Followers,
    private readonly tags: Tags,
  ) {
    this.blacklist = kernel.store.map<number>(`blacklist ${followers.account.appid}`)
  }

  isBlacklisted(person: Person): boolean {
    return this.blacklist.has(person.id)
  }

  /** What the account may know about one user: since 2021-12-27 no name, portrait, gender or place. */
  info(openid: string): Record<string, unknown> {
    const person = this.followers.byOpenid(openid)
    const state = this.followers.state(person)
    if (state?.subscribed !== true) return { subscribe: 0, openid }
    const { boundToOpenPlatform } = this.kernel.settings.of(this.followers.account.appid)
    const tagIds = this.tags.existing(state.tagIds)
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
      ...(boundToOpenPlatform ? { unionid: this.kernel.people.unionid(person) } : {}),
      remark: state.remark,
      groupid: tagIds[0] ?? 0,
      tagid_list: tagIds,
      subscribe_scene: state.subscribeScene,
      qr_scene: state.qrScene,
      qr_scene_str: state.qrSceneStr,
    }
  }

  batchGet(body: JsonObject): Record<string, unknown> {
    const users = list(body, 'user_list', 40003)
    if (users.length === 0 || users.length > BATCH_LIMIT) throw new PlatformError(40032)
    const openids = users.map((item) => (isObject(item) ? text(item, 'openid', 40003) : ''))
    return { user_info_list: openids.map((openid) => this.info(openid)) }
  }

  followerPage(after: string): Record<string, unknown> {
    const last = after === '' ? undefined : this.followers.byOpenid(after)
    const openids: string[] = []
    for (const { person } of this.followers.walk(last)) {
      openids.push(this.followers.openid(person))
      if (openids.length === PAGE) break
    }
    const { total } = this.followers
    return { total, ...openidPage(openids) }
  }

  remark(body: JsonObject): Record<string, unknown> {
    const state = this.followers.edit(this.followers.byOpenid(text(body, 'openid', 40003)))
    if (state === undefined) throw new PlatformError(40003)
    const remark = optionalText(body, 'remark') ?? ''
    if ([...remark].length >= REMARK_LENGTH) throw new PlatformError(45021)
    state.remark = remark
    return ok()
  }

  blacklistPage(body: JsonObject): Record<string, unknown> {
    const after = optionalText(body, 'begin_openid', 40003) ?? ''
    const ids = [...this.blacklist.keys()]
    const from = after === '' ? 0 : ids.indexOf(this.followers.byOpenid(after).id) + 1
    const openids = ids.slice(from, from + PAGE).flatMap((id) => {
      const person = this.kernel.people.find(id)
      return person === undefined ? [] : [this.followers.openid(person)]
    })
    return { total: ids.length, ...openidPage(openids) }
  }

  changeBlacklist(body: JsonObject, blocked: boolean): Record<string, unknown> {
    const openids = texts(body, 'openid_list', 40003)
    if (openids.length === 0 || openids.length > BLACKLIST_BATCH) throw new PlatformError(40032)
    const people = openids.map((openid) => this.followers.byOpenid(openid, 40003, 49003))
    for (const person of people) {
      if (blocked) this.blacklist.set(person.id, this.kernel.clock.nowSeconds())
      else this.blacklist.delete(person.id)
    }
    return ok()
  }
}

export function userEndpoints(users: Users): Endpoint[] {
  const OPENID = 'oGUIYIsandboxOpenidOfSomebody'
  return weixinRows(
    ['official_account'],
    [
      {
        method: 'GET',
        path: '/cgi-bin/user/info',
        about: '获取用户基本信息（不含昵称、头像、性别、地区）',
        sample: { query: { openid: OPENID, lang: 'zh_CN' } },
        errors: [40003],
        dailyLimit: 5_000_000,
        handle: ({ query }) => users.info(query.openid ?? ''),
      },
      {
        method: 'POST',
        path: '/cgi-bin/user/info/batchget',
        about: '批量获取用户基本信息，最多 100 个',
        sample: { body: { user_list: [{ openid: OPENID, lang: 'zh_CN' }] } },
        errors: [40003, 40032],
        handle: ({ body }) => users.batchGet(body),
      },
      {
        method: 'GET',
        path: '/cgi-bin/user/get',
        about: '获取关注者列表，每页最多 10000 个',
        sample: { query: { next_openid: '' } },
        errors: [40003],
        handle: ({ query }) => users.followerPage(query.next_openid ?? ''),
      },
      {
        method: 'POST',
        path: '/cgi-bin/user/info/updateremark',
        about: '设置用户备注名，少于 30 个字符',
        sample: { body: { openid: OPENID, remark: '春茶老客' } },
        errors: [40003, 45021],
        handle: ({ body }) => users.remark(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/tags/members/getblacklist',
        about: '获取黑名单，每页最多 10000 个',
        sample: { body: { begin_openid: '' } },
        errors: [40003],
        handle: ({ body }) => users.blacklistPage(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/tags/members/batchblacklist',
        about: '拉黑用户，最多 20 个',
        sample: { body: { openid_list: [OPENID] } },
        errors: [40003, 40032, 49003],
        handle: ({ body }) => users.changeBlacklist(body, true),
      },
      {
        method: 'POST',
        path: '/cgi-bin/tags/members/batchunblacklist',
        about: '取消拉黑，最多 20 个',
        sample: { body: { openid_list: [OPENID] } },
        errors: [40003, 40032, 49003],
        handle: ({ body }) => users.changeBlacklist(body, false),
      },
    ],
  )
}
