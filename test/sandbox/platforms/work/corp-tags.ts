import { CROWD_TAGS } from '../../crowd/crowd-tags'
import { PlatformError } from '../../kernel/errors'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { randomText } from '../../kernel/ids'
import { isObject, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, text, texts, wholeNumber } from '../../kernel/validate'
import { post } from './calls'
import type { WorkEvents } from './events'

interface CorpTag {
  id: string
  name: string
  createTime: number
  order: number
  /** Made by the company's console: the app may not change it. */
  byConsole?: true
  deleted?: true
}

interface CorpTagGroup extends CorpTag {
  tags: CorpTag[]
}

const NAME_LIMIT = 30
const ORDER_LIMIT = 2 ** 32
/** Unverified (protocol reference §8): the old documents say 3000, newer ones 10 000. */
const COMPANY_LIMIT = 10_000
const CROWD_GROUP = 'etCrowd000000000000000000000group'
const CROWD_TAGS_MADE = Date.UTC(2024, 0, 1) / 1000

/** The id of a tag that a part of the crowd carries. */
export function crowdTagId(slot: number): string {
  return `etCrowd0000000000000000000000000${slot}`
}

/** The corp's customer tags (protocol reference §3.5). */
export class CorpTags {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly events: WorkEvents,
  ) {
    this.rows = kernel.store.map<CorpTagGroup>('corp tags')
  }

  list(body: JsonObject): Record<string, unknown> {
    const groupIds = texts(body, 'group_id', 40068)
    const tagIds = groupIds.length > 0 ? [] : texts(body, 'tag_id', 40068)
    const asked = groupIds.length + tagIds.length > 0
    const groups = this.groups()
      .filter((group) => (groupIds.length === 0 ? asked || group.deleted !== true : groupIds.includes(group.id)))
      .map((group) => ({
        group,
        tags: group.tags.filter((tag) =>
          tagIds.length === 0 ? asked || tag.deleted !== true : tagIds.includes(tag.id),
        ),
      }))
      .filter(({ tags }) => tags.length > 0)
    return ok({ tag_group: groups.map(({ group, tags }) => present(group, tags, asked)) })
  }

  /** Adds tags to a group named by id or by name; without tags there is no group. */
  add(body: JsonObject): Record<string, unknown> {
    return ok({ tag_group: this.create(body, false) })
  }

  /** Renames or moves a tag or a group. */
  edit(body: JsonObject): Record<string, unknown> {
    const { item, siblings } = this.requireOwn(text(body, 'id', 40068))
    this.change(item, siblings, body)
    return ok()
  }

  /** Deletes tags and groups; a group goes with its last tag. */
  remove(body: JsonObject): Record<string, unknown> {
    const tagIds = texts(body, 'tag_id', 40068)
    const groupIds = texts(body, 'group_id', 40068)
    if (tagIds.length + groupIds.length === 0) throw new PlatformError(40058)
    const items = [...tagIds, ...groupIds].map((id) => this.requireOwn(id))
    for (const { item, group } of items) this.erase(item, group)
    return ok()
  }

  requireAll(ids: string[]): void {
    const known = new Set(this.groups().flatMap((group) => group.tags.filter(alive).map((tag) => tag.id)))
    if (!ids.every((id) => known.has(id))) throw new PlatformError(40068)
  }

  describe(ids: string[]): Record<string, unknown>[] {
    return this.groups().flatMap((group) =>
      group.tags
        .filter((tag) => alive(tag) && ids.includes(tag.id))
        .map((tag) => ({ group_name: group.name, tag_name: tag.name, tag_id: tag.id, type: 1 })),
    )
  }

  /** The console or a member adds a tag: an event for the group, if it is new, and one for each tag. */
  async createInConsole(groupName: string, name: string): Promise<Record<string, unknown>> {
    const isNew = !this.groups().some((group) => alive(group) && group.name === groupName)
    const made = this.create({ group_name: groupName, tag: [{ name }] }, true)
    const [tag] = Array.isArray(made.tag) ? (made.tag as { id: string }[]) : []
    if (isNew) await this.tell('create', String(made.group_id), 'tag_group')
    if (tag !== undefined) await this.tell('create', tag.id, 'tag')
    return made
  }

  /** False when there is no such tag or group. */
  async renameInConsole(id: string, name: string): Promise<boolean> {
    const found = this.find(id)
    if (found === undefined) return false
    this.change(found.item, found.siblings, { name })
    await this.tell('update', id, found.item === found.group ? 'tag_group' : 'tag')
    return true
  }

  /** Deleting a group brings the group's event only. False when there is no such tag or group. */
  async removeInConsole(id: string): Promise<boolean> {
    const found = this.find(id)
    if (found === undefined) return false
    this.erase(found.item, found.group)
    await this.tell('delete', id, found.item === found.group ? 'tag_group' : 'tag')
    return true
  }

  private async tell(change: string, id: string, kind: 'tag' | 'tag_group'): Promise<void> {
    await this.events.push('corp tags', { Event: 'change_external_tag', ChangeType: change, Id: id, TagType: kind })
  }

  private groups(): CorpTagGroup[] {
    const made = [...this.rows.values()]
    if (this.kernel.crowd.size.contacts === 0 || this.rows.has(CROWD_GROUP)) return made
    const common = { createTime: CROWD_TAGS_MADE, order: 0, byConsole: true } as const
    const tags = CROWD_TAGS.map(({ name }, slot): CorpTag => ({ ...common, id: crowdTagId(slot), name }))
    const group: CorpTagGroup = { ...common, id: CROWD_GROUP, name: '门店人群', tags }
    this.rows.set(group.id, group)
    return [group, ...made]
  }

  private create(body: JsonObject, byConsole: boolean): Record<string, unknown> {
    const wanted = body.tag
    if (!Array.isArray(wanted) || wanted.length === 0) throw new PlatformError(40058)
    const group = this.groupFor(body, byConsole)
    const fresh: CorpTag[] = []
    for (const item of wanted as unknown[]) {
      if (!isObject(item)) throw new PlatformError(40058)
      const name = checkedName(text(item, 'name', 40072))
      if (fresh.some((tag) => tag.name === name)) continue
      if (group.tags.some((tag) => alive(tag) && tag.name === name)) throw new PlatformError(40071)
      fresh.push(this.fresh(name, checkedOrder(item), byConsole))
    }
    const total = this.groups().reduce((sum, { tags }) => sum + tags.filter(alive).length, fresh.length)
    if (total > COMPANY_LIMIT) throw new PlatformError(81011, 'corp tag count exceed limit')
    group.tags.push(...fresh)
    this.rows.set(group.id, group)
    return present(group, fresh, false)
  }

  private groupFor(body: JsonObject, byConsole: boolean): CorpTagGroup {
    const id = optionalText(body, 'group_id', 40058)
    if (id !== undefined && id !== '') {
      const group = this.groups().find((item) => item.id === id && alive(item))
      if (group === undefined) throw new PlatformError(40068)
      return group
    }
    const name = checkedName(text(body, 'group_name', 40058))
    const existing = this.groups().find((group) => alive(group) && group.name === name)
    return existing ?? { ...this.fresh(name, checkedOrder(body), byConsole), tags: [] }
  }

  private fresh(name: string, order: number, byConsole: boolean): CorpTag {
    const createTime = this.kernel.clock.nowSeconds()
    return { id: `et${randomText(30)}`, name, createTime, order, ...(byConsole ? { byConsole } : {}) }
  }

  private find(id: string): { item: CorpTag; group: CorpTagGroup; siblings: CorpTag[] } | undefined {
    const groups = this.groups().filter(alive)
    for (const group of groups) {
      if (group.id === id) return { item: group, group, siblings: groups }
      const tag = group.tags.find((item) => item.id === id && alive(item))
      if (tag !== undefined) return { item: tag, group, siblings: group.tags }
    }
    return undefined
  }

  /** What the app made itself: 40068 for what is not there, 301002 for what the console made. */
  private requireOwn(id: string): { item: CorpTag; group: CorpTagGroup; siblings: CorpTag[] } {
    const found = this.find(id)
    if (found === undefined) throw new PlatformError(40068)
    if (found.item.byConsole === true) throw new PlatformError(301002)
    return found
  }

  private change(item: CorpTag, siblings: CorpTag[], body: JsonObject): void {
    const name = optionalText(body, 'name', 40072)
    const order = body.order === undefined ? undefined : checkedOrder(body)
    if (name !== undefined && siblings.some((other) => other !== item && alive(other) && other.name === name))
      throw new PlatformError(40071)
    if (name !== undefined) item.name = checkedName(name)
    if (order !== undefined) item.order = order
  }

  private erase(item: CorpTag, group: CorpTagGroup): void {
    item.deleted = true
    if (item === group) for (const tag of group.tags) tag.deleted = true
    if (!group.tags.some(alive)) group.deleted = true
  }
}

function alive(item: CorpTag): boolean {
  return item.deleted !== true
}

function checkedName(name: string): string {
  const { length } = [...name]
  if (length === 0 || length > NAME_LIMIT) throw new PlatformError(40072)
  return name
}

function checkedOrder(body: JsonObject): number {
  const order = wholeNumber(body, 'order', 0, 40058)
  if (order < 0 || order >= ORDER_LIMIT) throw new PlatformError(40058)
  return order
}

/** `deleted` is told only when tags were asked for by id. */
function present(group: CorpTagGroup, tags: CorpTag[], withDeleted: boolean): Record<string, unknown> {
  const deleted = (item: CorpTag): { deleted?: boolean } => (withDeleted ? { deleted: !alive(item) } : {})
  return {
    group_id: group.id,
    group_name: group.name,
    create_time: group.createTime,
    order: group.order,
    ...deleted(group),
    tag: tags.map((tag) => ({
      id: tag.id,
      name: tag.name,
      create_time: tag.createTime,
      order: tag.order,
      ...deleted(tag),
    })),
  }
}

export function corpTagEndpoints(tags: CorpTags): Endpoint[] {
  const family = 'externalcontact'
  return [
    post(`${family}/get_corp_tag_list`, '企业标签库', { tag_id: [], group_id: [] }, ({ body }) => tags.list(body)),
    post(
      `${family}/add_corp_tag`,
      '添加企业标签',
      { group_name: '肤质', tag: [{ name: '敏感肌', order: 1 }] },
      ({ body }) => tags.add(body),
    ),
    post(`${family}/edit_corp_tag`, '编辑企业标签', { id: 'et…', name: '干性肌', order: 2 }, ({ body }) =>
      tags.edit(body),
    ),
    post(`${family}/del_corp_tag`, '删除企业标签', { tag_id: ['et…'], group_id: [] }, ({ body }) => tags.remove(body)),
  ]
}
