import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../platform/audit'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { TagGroup } from './tag-group.entity'
import { Tag } from './tag.entity'

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

  /** @throws NOT_FOUND */
  async rename(id: number, name: string): Promise<TagGroup> {
    await this.get(id)
    await this.db.repo(TagGroup).update({ id }, { name: name.trim() })
    this.audit.describe({ action: 'tag-group.rename', target: { kind: 'tag-group', id, name } })
    return this.get(id)
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
