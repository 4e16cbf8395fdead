import type { ContentTag } from '../tag/content-tag.entity'
import type { ArticleCardReply, ArticleReply, ArticleRowReply } from './article.dto'
import type { Article } from './article.entity'
import type { Reading } from './reading.service'

const UNREAD: Reading = { reads: 0, readers: 0, meanSeconds: null }

/** One line of the console's list. */
export const presentArticleRow = (
  article: Article,
  tags: readonly ContentTag[] = [],
  reading: Reading = UNREAD,
): ArticleRowReply => ({
  id: article.id,
  title: article.title,
  summary: article.summary,
  author: article.author,
  coverUrl: article.coverUrl,
  state: article.state,
  readMinutes: article.readMinutes,
  publishedAt: article.publishedAt?.toISOString() ?? null,
  updatedAt: article.updatedAt.toISOString(),
  createdAt: article.createdAt.toISOString(),
  tags: tags.map(({ id, groupName, name }) => ({ id, groupName, name })),
  reading: {
    reads: reading.reads,
    readers: reading.readers,
    meanSeconds: reading.meanSeconds === null ? null : Math.round(reading.meanSeconds),
  },
})

/** All that the editor needs. */
export const presentArticle = (article: Article, tags: readonly ContentTag[], reading?: Reading): ArticleReply => ({
  ...presentArticleRow(article, tags, reading),
  body: article.body,
  couponId: article.couponId,
  productIds: article.productIds,
})

/** What a consumer sees of an article in a list. */
export const presentArticleCard = (article: Article, tags: readonly ContentTag[] = []): ArticleCardReply => ({
  id: String(article.id),
  title: article.title,
  summary: article.summary,
  coverUrl: article.coverUrl,
  tags: tags.map(({ name }) => name),
  publishedAt: (article.publishedAt ?? article.createdAt).toISOString(),
  readMinutes: article.readMinutes,
})
