import { Injectable } from '@nestjs/common'
import { valueShapeOf } from '@guiyi/shared'
import { MaterialisedValues, RuleCatalogService } from '../rule'
import { StaffService } from '../staff'
import type { TagOwnerReply } from './life/tag-life.dto'
import type { TagMetadataReply } from './tag.dto'
import { declaredValues } from './tag.policy'
import { sentenceOf } from './tag.presenter'
import { TagGroupService } from './tag-group.service'
import { TagService } from './tag.service'

/** What tags there are, for those who read them from outside, and who may answer for one. */
@Injectable()
export class TagMetadata {
  constructor(
    private readonly tags: TagService,
    private readonly groups: TagGroupService,
    private readonly values: MaterialisedValues,
    private readonly catalogs: RuleCatalogService,
    private readonly staff: StaffService,
  ) {}

  async list(): Promise<TagMetadataReply[]> {
    const tags = (await this.tags.list()).filter(({ state }) => state === 'published' || state === 'paused')
    const rules = await this.tags.rules()
    const names = await this.catalogs.recent()
    const groups = new Map((await this.groups.list()).map(({ id, name }) => [id, name]))
    const owners = await this.values.ownerRows(
      'tag',
      tags.map(({ id }) => id),
    )
    return tags.map((tag) => {
      const rule = rules.get(tag.id) ?? null
      const { type, unit } = valueShapeOf(rule, names)
      return {
        id: tag.id,
        name: tag.name,
        groupName: (tag.groupId === null ? undefined : groups.get(tag.groupId)) ?? null,
        kind: tag.kind,
        method: tag.method,
        multiple: tag.multiple,
        state: tag.state,
        valueType: type,
        unit: type === 'money' ? '分' : unit,
        values: declaredValues(tag, rule),
        sentence: sentenceOf(rule, names),
        description: tag.description,
        version: tag.version,
        evaluatedAt: owners.get(tag.id)?.evaluatedAt?.toISOString() ?? null,
      }
    })
  }

  async owners(): Promise<TagOwnerReply[]> {
    return (await this.staff.active()).map(({ id, name }) => ({ id, name }))
  }
}
