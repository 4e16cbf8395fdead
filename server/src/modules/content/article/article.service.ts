import { Injectable } from '@nestjs/common'
import { In, Like, type SelectQueryBuilder } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { EngineFeed } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { skipTake, type PageQuery } from '../../../platform/http'
import { drawnCover } from '../asset/drawn-image'
import type { ContentTag } from '../tag/content-tag.entity'
import { ContentTagService } from '../tag/content-tag.service'
import { ArticleTag } from './article-tag.entity'
import type { CreateArticleDto, UpdateArticleDto } from './article.dto'
import { Article } from './article.entity'
import { articleLife, hasBody, readMinutesOf, type ArticleAction, type ArticleState } from './article.policy'
import { cleanHtml } from './clean-html'

export interface ArticleFilter {
  search?: string
  state?: ArticleState
  tagId?: number
  sort?: string
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Articles and their tags. */
@Injectable()
export class ArticleService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly tags: ContentTagService,
    private readonly feed: EngineFeed,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Article> {
    const article = await this.db.repo(Article).findOneBy({ id })
    if (!article) throw new AppError('NOT_FOUND', { params: { what: '文章' } })
    return article
  }

  /** What a consumer may read. @throws NOT_FOUND for a draft, too */
  async published(id: number): Promise<Article> {
    const article = await this.get(id)
    if (article.state !== 'published') throw new AppError('NOT_FOUND', { params: { what: '文章' } })
    return article
  }

  async byIds(ids: readonly number[]): Promise<Map<number, Article>> {
    if (ids.length === 0) return new Map()
    const articles = await this.db.repo(Article).findBy({ id: In([...new Set(ids)]) })
    return new Map(articles.map((article) => [article.id, article]))
  }

  /** @returns titles by number; an article that is gone is absent */
  async titles(ids: readonly number[]): Promise<Map<number, string>> {
    if (ids.length === 0) return new Map()
    const articles = await this.db
      .repo(Article)
      .find({ select: { id: true, title: true }, where: { id: In([...new Set(ids)]) } })
    return new Map(articles.map(({ id, title }) => [id, title]))
  }

  async list(filter: ArticleFilter, page: PageQuery): Promise<[Article[], number]> {
    const list = this.db.repo(Article).createQueryBuilder('article')
    if (filter.state) list.andWhere('article.state = :state', { state: filter.state })
    if (filter.search) list.andWhere({ title: Like(`%${escapeLike(filter.search)}%`) })
    if (filter.tagId !== undefined) withTag(list, filter.tagId)
    order(list, filter.sort ?? '-updatedAt')
    const { skip, take } = skipTake(page)
    return list.skip(skip).take(take).getManyAndCount()
  }

  /** Published articles, newest first. @param tag name of a content tag */
  async listPublished(page: PageQuery, tag?: string): Promise<[Article[], number]> {
    const tagId =
      tag === undefined ? undefined : ((await this.tags.list()).find((entry) => entry.tag.name === tag)?.tag.id ?? 0)
    return this.list({ state: 'published', tagId, sort: '-publishedAt' }, page)
  }

  /** Content tags of published articles with their number, most used first. */
  async publishedTags(): Promise<{ name: string; count: number }[]> {
    const rows = await this.db.query<{ name: string; count: number | string }[]>(
      `SELECT content_tag.name AS name, COUNT(*) AS count FROM article_tag
       JOIN article ON article.id = article_tag.article_id AND article.state = 'published'
       JOIN content_tag ON content_tag.id = article_tag.tag_id
       GROUP BY content_tag.id, content_tag.name ORDER BY COUNT(*) DESC, content_tag.id`,
    )
    return rows.map(({ name, count }) => ({ name, count: Number(count) }))
  }

  /** Tags per article id, in the order of the dictionary. */
  async tagsOf(articleIds: readonly number[]): Promise<Map<number, ContentTag[]>> {
    if (articleIds.length === 0) return new Map()
    const links = await this.db.repo(ArticleTag).findBy({ articleId: In([...articleIds]) })
    const tags = new Map((await this.tags.byIds(links.map(({ tagId }) => Number(tagId)))).map((tag) => [tag.id, tag]))
    return new Map(
      articleIds.map((id) => {
        const own = new Set(links.filter((link) => Number(link.articleId) === id).map(({ tagId }) => Number(tagId)))
        return [id, [...tags.values()].filter((tag) => own.has(tag.id))]
      }),
    )
  }

  /** @throws CONTENT_TAG_UNKNOWN */
  async create(dto: CreateArticleDto): Promise<Article> {
    const body = cleanHtml(dto.body)
    const inserted = await this.db.repo(Article).insert({
      title: dto.title.trim(),
      summary: dto.summary.trim(),
      author: dto.author.trim(),
      coverUrl: dto.coverUrl ?? drawnCover(dto.title),
      body,
      readMinutes: readMinutesOf(body),
      state: articleLife.initial,
      couponId: dto.couponId ?? null,
      productIds: dto.productIds ?? [],
      updatedAt: this.clock.now(),
    })
    const id = Number(inserted.identifiers[0]?.id)
    await this.setTags(id, dto.tagIds)
    const article = await this.get(id)
    this.describe('content.create', article, null)
    return article
  }

  /** Changes what is given and leaves the rest. @throws NOT_FOUND, CONTENT_TAG_UNKNOWN, CONTENT_BODY_EMPTY */
  async update(id: number, dto: UpdateArticleDto): Promise<Article> {
    const before = await this.get(id)
    const body = dto.body === undefined ? before.body : cleanHtml(dto.body)
    if (before.state === 'published' && !hasBody(body)) throw new AppError('CONTENT_BODY_EMPTY', { field: 'body' })
    await this.db.repo(Article).update(
      { id },
      {
        title: dto.title?.trim() ?? before.title,
        summary: dto.summary?.trim() ?? before.summary,
        author: dto.author?.trim() ?? before.author,
        coverUrl: dto.coverUrl ?? before.coverUrl,
        body,
        readMinutes: readMinutesOf(body),
        couponId: dto.couponId === undefined ? before.couponId : dto.couponId,
        productIds: dto.productIds ?? before.productIds,
        updatedAt: this.clock.now(),
      },
    )
    if (dto.tagIds) await this.setTags(id, dto.tagIds)
    const after = await this.get(id)
    this.describe('content.update', after, before)
    return after
  }

  /**
   * @param publishedAt for an article that has appeared elsewhere before
   * @throws NOT_FOUND, CONTENT_STATE_REFUSED, CONTENT_BODY_EMPTY
   */
  async changeState(id: number, action: ArticleAction, publishedAt?: Date): Promise<Article> {
    const before = await this.get(id)
    const state = articleLife.next(before.state, action)
    if (!state) throw new AppError('CONTENT_STATE_REFUSED')
    if (state === 'published' && !hasBody(before.body)) throw new AppError('CONTENT_BODY_EMPTY', { field: 'body' })
    const now = this.clock.now()
    const changed = await this.db.repo(Article).update(
      { id, state: before.state },
      {
        state,
        updatedAt: now,
        ...(state === 'published' ? { publishedAt: publishedAt && publishedAt < now ? publishedAt : now } : {}),
      },
    )
    if (changed.affected !== 1) throw new AppError('CONFLICT')
    const after = await this.get(id)
    this.describe(`content.${action}`, after, before)
    return after
  }

  private async setTags(id: number, tagIds: readonly number[]): Promise<void> {
    const known = await this.tags.byIds(tagIds)
    if (known.length !== new Set(tagIds).size) throw new AppError('CONTENT_TAG_UNKNOWN', { field: 'tagIds' })
    const before = (await this.db.repo(ArticleTag).findBy({ articleId: id })).map(({ tagId }) => Number(tagId))
    // Equal tags tell nothing new of those who have read it, and whoever asks for tags of articles is evaluated anew.
    if (before.length === known.length && known.every((tag) => before.includes(tag.id))) return
    await this.db.repo(ArticleTag).delete({ articleId: id })
    if (known.length > 0) await this.db.repo(ArticleTag).insert(known.map((tag) => ({ articleId: id, tagId: tag.id })))
    await this.feed.changed('content', [id])
  }

  /** The text itself would swamp the audit log; its length tells whether it changed. */
  private describe(action: string, after: Article, before: Article | null): void {
    const brief = ({ body, ...rest }: Article): object => ({ ...rest, bodyLength: body.length })
    this.audit.describe({
      action,
      target: { kind: 'content', id: after.id, name: after.title },
      before: before ? brief(before) : null,
      after: brief(after),
    })
  }
}

function withTag(list: SelectQueryBuilder<Article>, tagId: number): void {
  list.andWhere('article.id IN (SELECT link.article_id FROM article_tag link WHERE link.tag_id = :tagId)', { tagId })
}

function order(list: SelectQueryBuilder<Article>, sort: string): void {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  list.orderBy(`article.${sort.replace('-', '')}`, direction).addOrderBy('article.id', direction)
}
