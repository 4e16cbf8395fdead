import { ok } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import { isObject, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, text, texts, wholeNumber } from '../../kernel/validate'

interface CorpTag {
  id: string
  name: string
  createTime: number
  order: number
}

interface CorpTagGroup {
  id: string
  name: string
  createTime: number
  order: number
  tags: CorpTag[]
}

const NAME_LIMIT = 30

/** The corp's customer tags (protocol reference §3.5). */
export class CorpTags {
  private readonly groups

  constructor(private readonly kernel: Kernel) {
    this.groups = kernel.store.map<CorpTagGroup>('corp tags')
  }

  list(body: JsonObject): Record<string, unknown> {
    const groupIds = texts(body, 'group_id', 40068)
    const tagIds = groupIds.length > 0 ? [] : texts(body, 'tag_id', 40068)
    const groups = [...this.groups.values()]
      .filter((group) => groupIds.length === 0 || groupIds.includes(group.id))
      .map((group) => ({ ...group, tags: group.tags.filter((tag) => tagIds.length === 0 || tagIds.includes(tag.id)) }))
      .filter((group) => group.tags.length > 0)
    return ok({ tag_group: groups.map((group) => present(group, group.tags)) })
  }

  /** Adds tags to a group named by id or by name; without tags there is no group. */
  add(body: JsonObject): Record<string, unknown> {
    const wanted = body.tag
    if (!Array.isArray(wanted) || wanted.length === 0) throw new PlatformError(40058)
    const group = this.groupFor(body)
    const fresh: CorpTag[] = []
    for (const item of wanted as unknown[]) {
      if (!isObject(item)) throw new PlatformError(40058)
      const name = checkedName(text(item, 'name', 40072))
      if (fresh.some((tag) => tag.name === name)) continue
      if (group.tags.some((tag) => tag.name === name)) throw new PlatformError(40071)
      fresh.push({
        id: `et${randomText(30)}`,
        name,
        createTime: this.kernel.clock.nowSeconds(),
        order: wholeNumber(item, 'order', 0, 40058),
      })
    }
    group.tags.push(...fresh)
    this.groups.set(group.id, group)
    return ok({ tag_group: present(group, fresh) })
  }

  requireAll(ids: string[]): void {
    const known = new Set([...this.groups.values()].flatMap((group) => group.tags.map((tag) => tag.id)))
    if (!ids.every((id) => known.has(id))) throw new PlatformError(40068)
  }

  describe(ids: string[]): Record<string, unknown>[] {
    return [...this.groups.values()].flatMap((group) =>
      group.tags
        .filter((tag) => ids.includes(tag.id))
        .map((tag) => ({ group_name: group.name, tag_name: tag.name, tag_id: tag.id, type: 1 })),
    )
  }

  private groupFor(body: JsonObject): CorpTagGroup {
    const id = optionalText(body, 'group_id', 40058)
    if (id !== undefined && id !== '') {
      const group = this.groups.get(id)
      if (group === undefined) throw new PlatformError(40068)
      return group
    }
    const name = checkedName(text(body, 'group_name', 40058))
    const existing = [...this.groups.values()].find((group) => group.name === name)
    const order = wholeNumber(body, 'order', 0, 40058)
    return existing ?? { id: `et${randomText(30)}`, name, createTime: this.kernel.clock.nowSeconds(), order, tags: [] }
  }
}

function checkedName(name: string): string {
  if ([...name].length > NAME_LIMIT) throw new PlatformError(40072)
  return name
}

function present(group: CorpTagGroup, tags: CorpTag[]): Record<string, unknown> {
  return {
    group_id: group.id,
    group_name: group.name,
    create_time: group.createTime,
    order: group.order,
    tag: tags.map(({ id, name, createTime, order }) => ({ id, name, create_time: createTime, order })),
  }
}
