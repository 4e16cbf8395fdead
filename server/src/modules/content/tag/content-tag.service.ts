import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { EngineFeed } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { ArticleTag } from '../article/article-tag.entity'
import { ContentTag } from './content-tag.entity'

export interface CountedContentTag {
  tag: ContentTag
  articleCount: number
}

/** The dictionary of content tags. */
@Injectable()
export class ContentTagService {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditTrail,
    private readonly feed: EngineFeed,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<ContentTag> {
    const tag = await this.db.repo(ContentTag).findOneBy({ id })
    if (!tag) throw new AppError('NOT_FOUND', { params: { what: '内容标签' } })
    return tag
  }

  async byIds(ids: readonly number[]): Promise<ContentTag[]> {
    return ids.length === 0 ? [] : this.db.repo(ContentTag).find({ where: { id: In([...ids]) }, order: { id: 'ASC' } })
  }

  /** Every tag with the number of articles that carry it, in the order of groups and names. */
  async list(): Promise<CountedContentTag[]> {
    const tags = await this.db.repo(ContentTag).find({ order: { groupName: 'ASC', id: 'ASC' } })
    const counts = await this.db.query<{ tag_id: number | string; articles: number | string }[]>(
      'SELECT tag_id, COUNT(*) AS articles FROM article_tag GROUP BY tag_id',
    )
    const byTag = new Map(counts.map((row) => [Number(row.tag_id), Number(row.articles)]))
    return tags.map((tag) => ({ tag, articleCount: byTag.get(tag.id) ?? 0 }))
  }

  /** @throws CONTENT_TAG_NAME_TAKEN */
  async create(input: { groupName: string; name: string }): Promise<ContentTag> {
    const name = input.name.trim()
    await this.refuseTakenName(name, 0)
    const inserted = await this.db.repo(ContentTag).insert({ groupName: input.groupName.trim(), name })
    const tag = await this.get(Number(inserted.identifiers[0]?.id))
    this.audit.describe({ action: 'content-tag.create', target: { kind: 'content-tag', id: tag.id, name }, after: tag })
    return tag
  }

  /** Renames or regroups. What was read before counts under the new name from now on. @throws NOT_FOUND, CONTENT_TAG_NAME_TAKEN */
  async update(id: number, input: { groupName?: string; name?: string }): Promise<ContentTag> {
    const before = await this.get(id)
    const name = input.name?.trim() ?? before.name
    await this.refuseTakenName(name, id)
    await this.db.repo(ContentTag).update({ id }, { name, groupName: input.groupName?.trim() ?? before.groupName })
    if (name !== before.name) await this.feed.changed('content', await this.articlesWith(id))
    const after = await this.get(id)
    this.audit.describe({ action: 'content-tag.update', target: { kind: 'content-tag', id, name }, before, after })
    return after
  }

  /** Takes the tag off every article and out of the dictionary. @throws NOT_FOUND */
  async remove(id: number): Promise<void> {
    const tag = await this.get(id)
    const articles = await this.articlesWith(id)
    await this.db.repo(ArticleTag).delete({ tagId: id })
    await this.db.repo(ContentTag).delete({ id })
    await this.feed.changed('content', articles)
    this.audit.describe({
      action: 'content-tag.delete',
      target: { kind: 'content-tag', id, name: tag.name },
      before: tag,
      after: null,
    })
  }

  private async articlesWith(tagId: number): Promise<number[]> {
    const rows = await this.db.query<{ id: number | string }[]>(
      'SELECT article_id AS id FROM article_tag WHERE tag_id = ?',
      [tagId],
    )
    return rows.map(({ id }) => Number(id))
  }

  private async refuseTakenName(name: string, exceptId: number): Promise<void> {
    const holder = await this.db.repo(ContentTag).findOneBy({ name })
    if (holder && holder.id !== exceptId)
      throw new AppError('CONTENT_TAG_NAME_TAKEN', { field: 'name', params: { name } })
  }
}
