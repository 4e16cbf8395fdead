import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../platform/audit'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { TagGroup } from './tag-group.entity'
import { Tag } from './tag.entity'

export interface GroupChange {
  name?: string
  /** Null: to the top. */
  parentId?: number | null
  /** Among its new neighbours, from 0. */
  position?: number
}

/** The folders of the tag tree. */
@Injectable()
export class TagGroupService {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditTrail,
  ) {}

  async list(): Promise<TagGroup[]> {
    return this.db.repo(TagGroup).find({ order: { position: 'ASC', id: 'ASC' } })
  }

  /** @throws NOT_FOUND for an unknown parent */
  async create(name: string, parentId: number | null): Promise<TagGroup> {
    if (parentId !== null) await this.get(parentId)
    const position = await this.db.repo(TagGroup).count()
    const group = await this.db.repo(TagGroup).save({ name: name.trim(), parentId, position })
    this.audit.describe({ action: 'tag-group.create', target: { kind: 'tag-group', id: group.id, name } })
    return this.get(group.id)
  }

  /** Renames a folder, or moves it among others. @throws NOT_FOUND, TAG_GROUP_CIRCLE */
  async update(id: number, { name, parentId, position }: GroupChange): Promise<TagGroup> {
    const before = await this.get(id)
    if (name !== undefined) await this.db.repo(TagGroup).update({ id }, { name: name.trim() })
    if (parentId !== undefined || position !== undefined)
      await this.move(before, parentId === undefined ? before.parentId : parentId, position)
    const after = await this.get(id)
    const action = parentId === undefined && position === undefined ? 'tag-group.rename' : 'tag-group.move'
    this.audit.describe({ action, target: { kind: 'tag-group', id, name: after.name }, before, after })
    return after
  }

  private async move(group: TagGroup, parentId: number | null, position?: number): Promise<void> {
    const groups = await this.list()
    for (let above = parentId; above !== null;) {
      if (above === group.id) throw new AppError('TAG_GROUP_CIRCLE', { field: 'parentId' })
      above = (await this.get(above)).parentId
    }
    const neighbours = groups.filter((other) => other.parentId === parentId && other.id !== group.id)
    neighbours.splice(position ?? neighbours.length, 0, group)
    for (const [place, { id }] of neighbours.entries())
      await this.db.repo(TagGroup).update({ id }, { parentId, position: place })
  }

  /** @throws NOT_FOUND, TAG_GROUP_NOT_EMPTY */
  async remove(id: number): Promise<void> {
    const group = await this.get(id)
    const used =
      (await this.db.repo(Tag).existsBy({ groupId: id })) || (await this.db.repo(TagGroup).existsBy({ parentId: id }))
    if (used) throw new AppError('TAG_GROUP_NOT_EMPTY')
    await this.db.repo(TagGroup).delete({ id })
    this.audit.describe({ action: 'tag-group.remove', target: { kind: 'tag-group', id, name: group.name } })
  }

  private async get(id: number): Promise<TagGroup> {
    const group = await this.db.repo(TagGroup).findOneBy({ id })
    if (!group) throw new AppError('NOT_FOUND', { params: { what: '标签分组' } })
    return group
  }
}
