import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Database } from '../../../platform/database'
import type { CustomerTag } from '../customer-tag.service'
import { HandTag } from './hand-tag.entity'
import { TagGroup } from '../tag-group.entity'
import { Tag } from '../tag.entity'

/** Hand-set tags as the record has them: exact at once, while the engine follows a moment later. */
@Injectable()
export class HandTagService {
  constructor(private readonly db: Database) {}

  async of(customerId: number): Promise<Omit<CustomerTag, 'shown'>[]> {
    const rows = await this.db.repo(HandTag).find({ where: { customerId }, order: { value: 'ASC' } })
    const tags = await this.db.repo(Tag).find({
      where: { id: In([0, ...rows.map(({ tagId }) => tagId)]), state: In(['published', 'paused']) },
      order: { groupId: 'ASC', id: 'ASC' },
    })
    const groups = new Map((await this.db.repo(TagGroup).find()).map(({ id, name }) => [id, name]))
    return tags.map((tag) => {
      const own = rows.filter(({ tagId }) => tagId === tag.id)
      return {
        tagId: tag.id,
        name: tag.name,
        groupId: tag.groupId,
        groupName: (tag.groupId === null ? undefined : groups.get(tag.groupId)) ?? null,
        method: tag.method,
        values: own.map(({ value }) => value),
        since: new Date(Math.min(...own.map(({ setAt }) => setAt.getTime()))),
        version: 0,
        strategy: own.flatMap(({ value }) => tag.strategies[value] ?? []).join('；'),
      }
    })
  }
}
