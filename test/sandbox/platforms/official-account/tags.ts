import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { object, optionalText, text, texts, wholeNumber } from '../../kernel/validate'
import { CROWD_TAGS } from '../../crowd/crowd-tags'
import type { Person } from '../../people/people'
import { weixinRows } from '../weixin/rows'
import { FIRST_TAG, type Followers } from './followers'
import { openidPage } from './openid-page'

const LIMITS = { tags: 100, nameLength: 30, batch: 50, perFollower: 20, fansToDelete: 100_000, page: 10_000 }
/** The platform's own tags: 2 is the star that the account's owner gives by hand. */
const SYSTEM_TAGS = [{ id: 2, name: '星标组' }]

/** Tags of the official account (protocol reference §1.8). */
export class Tags {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly followers: Followers,
  ) {
    this.rows = kernel.store.map<{ id: number; name: string }>(`tags ${followers.account.appid}`)
  }

  /** Those of the ids that still stand for a tag. */
  existing(tagIds: readonly number[]): number[] {
    return tagIds.filter((id) => this.find(id) !== undefined)
  }

  create(body: JsonObject): Record<string, unknown> {
    const name = this.checkName(object(body, 'tag', 45157))
    const own = this.all().filter(({ id }) => id >= FIRST_TAG)
    if (own.length >= LIMITS.tags) throw new PlatformError(45056)
    // The first numbers are those of the tags a crowd wears, so that they never meet.
    const id = FIRST_TAG + CROWD_TAGS.length - 1 + this.kernel.store.next('official account tag')
    this.rows.set(String(id), { id, name })
    return { tag: { id, name } }
  }

  list(): Record<string, unknown> {
    const counts = this.followers.tagCounts()
    return { tags: this.all().map(({ id, name }) => ({ id, name, count: counts.get(id) ?? 0 })) }
  }

  rename(body: JsonObject): Record<string, unknown> {
    const tag = object(body, 'tag', 45159)
    const { id } = this.ownTag(tag)
    this.rows.set(String(id), { id, name: this.checkName(tag, id) })
    return ok()
  }

  remove(body: JsonObject): Record<string, unknown> {
    const { id } = this.ownTag(object(body, 'tag', 45159))
    if ((this.followers.tagCounts().get(id) ?? 0) > LIMITS.fansToDelete) throw new PlatformError(45057)
    this.rows.set(String(id), { id, name: '' })
    return ok()
  }

  members(body: JsonObject): Record<string, unknown> {
    const id = this.requireTag(body)
    const after = optionalText(body, 'next_openid', 40003) ?? ''
    const last = after === '' ? undefined : this.followers.byOpenid(after)
    const openids: string[] = []
    for (const { person, state } of this.followers.walk(last)) {
      if (!state.tagIds.includes(id)) continue
      openids.push(this.followers.openid(person))
      if (openids.length === LIMITS.page) break
    }
    return openidPage(openids)
  }

  /** Puts a tag on all of them or takes it off; on the first person it cannot be done for, nobody's tags change. */
  tagAll(body: JsonObject, wear: boolean): Record<string, unknown> {
    const openids = texts(body, 'openid_list', 40003)
    if (openids.length === 0 || openids.length > LIMITS.batch) throw new PlatformError(40032)
    const id = this.requireTag(body)
    const people = openids.map((openid) => this.followers.byOpenid(openid, 40003, 49003))
    const wearers = people.map((person) => this.tagsToEdit(person, id, wear))
    for (const state of wearers) {
      const others = state.tagIds.filter((worn) => worn !== id)
      state.tagIds = wear ? [...others, id] : others
    }
    return ok()
  }

  idsOf(body: JsonObject): Record<string, unknown> {
    const person = this.followers.byOpenid(text(body, 'openid', 40003), 40003, 49003)
    return { tagid_list: this.existing(this.followers.state(person)?.tagIds ?? []) }
  }

  /** The number of a tag that a call names; raises 45159. */
  requireTag(body: JsonObject, field = 'tagid'): number {
    const written = body[field]
    const id = typeof written === 'string' && /^\d{1,9}$/.test(written) ? Number(written) : written
    if (typeof id !== 'number' || this.find(id) === undefined) throw new PlatformError(45159)
    return id
  }

  private tagsToEdit(person: Person, id: number, wear: boolean): { tagIds: number[] } {
    const worn = this.followers.state(person)
    if (worn?.subscribed !== true) throw new PlatformError(40003)
    const state = this.followers.edit(person)
    if (state === undefined) throw new PlatformError(40003)
    const others = this.existing(state.tagIds).filter((item) => item !== id)
    if (wear && others.length >= LIMITS.perFollower) throw new PlatformError(45059)
    return state
  }

  private all(): { id: number; name: string }[] {
    const crowd = this.kernel.crowd.size.followers === 0 ? [] : CROWD_TAGS
    const byCrowd = crowd.map(({ name }, slot) => ({ id: FIRST_TAG + slot, name }))
    const known = [...SYSTEM_TAGS, ...byCrowd].map((tag) => this.rows.get(String(tag.id)) ?? tag)
    const made = [...this.rows.values()].filter(({ id }) => !known.some((tag) => tag.id === id))
    // A deleted tag keeps its number and loses its name, so that what a crowd wears by birth can be deleted too.
    return [...known, ...made].filter(({ name }) => name !== '')
  }

  private find(id: number): { id: number; name: string } | undefined {
    return this.all().find((tag) => tag.id === id)
  }

  private ownTag(tag: JsonObject): { id: number; name: string } {
    const id = wholeNumber(tag, 'id', -1, 45159)
    if (id >= 0 && id < FIRST_TAG) throw new PlatformError(45058)
    const found = this.find(id)
    if (found === undefined) throw new PlatformError(45159)
    return found
  }

  private checkName(tag: JsonObject, own?: number): string {
    const name = text(tag, 'name', 45157)
    if ([...name].length > LIMITS.nameLength) throw new PlatformError(45158)
    if (name.trim() === '' || this.all().some((other) => other.name === name && other.id !== own))
      throw new PlatformError(45157)
    return name
  }
}

export function tagEndpoints(tags: Tags): Endpoint[] {
  const people = { openid_list: ['oGUIYIsandboxOpenidOfSomebody'], tagid: 105 }
  const tagging = [40003, 40032, 45159, 49003]
  return weixinRows(
    ['official_account'],
    [
      {
        method: 'POST',
        path: '/cgi-bin/tags/create',
        about: '创建标签，最多 100 个',
        sample: { body: { tag: { name: '春茶爱好者' } } },
        errors: [45056, 45157, 45158],
        handle: ({ body }) => tags.create(body),
      },
      { method: 'GET', path: '/cgi-bin/tags/get', about: '获取全部标签与人数', handle: () => tags.list() },
      {
        method: 'POST',
        path: '/cgi-bin/tags/update',
        about: '修改标签名',
        sample: { body: { tag: { id: 105, name: '春茶老客' } } },
        errors: [45058, 45157, 45158, 45159],
        handle: ({ body }) => tags.rename(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/tags/delete',
        about: '删除标签，超过十万人时须先取消打标签',
        sample: { body: { tag: { id: 105 } } },
        errors: [45057, 45058, 45159],
        handle: ({ body }) => tags.remove(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/user/tag/get',
        about: '标签下的关注者，每页最多 10000 个',
        sample: { body: { tagid: 105, next_openid: '' } },
        errors: [40003, 45159],
        handle: ({ body }) => tags.members(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/tags/members/batchtagging',
        about: '批量打标签，最多 50 人，每人最多 20 个标签',
        sample: { body: people },
        errors: [...tagging, 45059],
        handle: ({ body }) => tags.tagAll(body, true),
      },
      {
        method: 'POST',
        path: '/cgi-bin/tags/members/batchuntagging',
        about: '批量取消标签，最多 50 人',
        sample: { body: people },
        errors: tagging,
        handle: ({ body }) => tags.tagAll(body, false),
      },
      {
        method: 'POST',
        path: '/cgi-bin/tags/getidlist',
        about: '获取用户身上的标签',
        sample: { body: { openid: 'oGUIYIsandboxOpenidOfSomebody' } },
        errors: [40003, 49003],
        handle: ({ body }) => tags.idsOf(body),
      },
    ],
  )
}
