import type { AppAccount } from '../../accounts'
import { ok } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomDigits, randomText } from '../../kernel/ids'
import { byteLength, isObject, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { idText, list, object, optionalText, slice, text, wholeNumber } from '../../kernel/validate'
import type { Attachment } from '../../people/inbox'
import type { Followers } from './followers'
import type { MediaFiles } from '../weixin/media'

interface Article {
  article_type: string
  title: string
  author: string
  digest: string
  content: string
  content_source_url: string
  thumb_media_id: string
  need_open_comment: number
  only_fans_can_comment: number
}

export interface Draft {
  mediaId: string
  articles: Article[]
  updatedAt: number
}

interface Publication {
  publishId: string
  mediaId: string
  /** 0 published, 1 on its way, 2 to 4 refused, 5 all deleted (protocol reference §1.14). */
  status: number
  articleId: string
  articles: Article[]
  deleted: number[]
  updatedAt: number
}

const LIMITS = { title: 32, author: 16, digest: 120, content: 20_000, contentBytes: 1024 * 1024, articles: 8 }
const PUBLISHING_MS = 1000
const SCRIPT = /<script\b[\s\S]*?<\/script>/gi

/** Drafts and what was published of them. Publishing pushes nothing to anybody. */
export class Articles {
  private readonly drafts
  private readonly publications

  constructor(
    private readonly kernel: Kernel,
    private readonly account: AppAccount,
    private readonly media: MediaFiles,
    private readonly followers: Followers,
  ) {
    this.drafts = kernel.store.map<Draft>(`drafts ${account.appid}`)
    this.publications = kernel.store.map<Publication>(`publications ${account.appid}`)
    kernel.timers.register<{ publishId: string }>('published', ({ publishId }, at) => this.finish(publishId, at))
  }

  find(mediaId: string): Draft | undefined {
    return this.drafts.get(mediaId)
  }

  /** How a phone shows a draft that was sent, or a published article. */
  look(id: string): Attachment[] | undefined {
    const articles = this.drafts.get(id)?.articles ?? this.byArticleId(id)?.articles
    return articles?.map((article) => this.attachment(article))
  }

  add(body: JsonObject): Record<string, unknown> {
    const articles = list(body, 'articles', 40035)
    if (articles.length < 1 || articles.length > LIMITS.articles) throw new PlatformError(45008)
    const mediaId = randomText(43)
    const checked = articles.map((article) => this.check(article))
    this.drafts.set(mediaId, { mediaId, articles: checked, updatedAt: this.kernel.clock.nowSeconds() })
    return { media_id: mediaId }
  }

  get(body: JsonObject): Record<string, unknown> {
    const draft = this.require(body)
    return { news_item: draft.articles.map((article) => this.present(article)), update_time: draft.updatedAt }
  }

  update(body: JsonObject): Record<string, unknown> {
    const draft = this.require(body)
    const index = wholeNumber(body, 'index', 0, 40114)
    if (draft.articles[index] === undefined) throw new PlatformError(40114)
    draft.articles[index] = this.check(object(body, 'articles', 40035))
    draft.updatedAt = this.kernel.clock.nowSeconds()
    return ok()
  }

  remove(body: JsonObject): Record<string, unknown> {
    this.drafts.delete(this.require(body).mediaId)
    return ok()
  }

  count(): number {
    return this.drafts.size
  }

  page(body: JsonObject): Record<string, unknown> {
    const bare = body.no_content === 1
    const items = slice([...this.drafts.values()].reverse(), body).map((draft) => ({
      media_id: draft.mediaId,
      content: { news_item: draft.articles.map((article) => this.present(article, bare)) },
      update_time: draft.updatedAt,
    }))
    return { total_count: this.drafts.size, item_count: items.length, item: items }
  }

  publish(body: JsonObject): Record<string, unknown> {
    const draft = this.require(body)
    const publishId = String(100_000_000 + this.kernel.store.next('publication'))
    this.publications.set(publishId, {
      publishId,
      mediaId: draft.mediaId,
      status: 1,
      articleId: '',
      articles: draft.articles,
      deleted: [],
      updatedAt: this.kernel.clock.nowSeconds(),
    })
    this.kernel.timers.after(PUBLISHING_MS, 'published', { publishId })
    return ok({ publish_id: publishId, msg_data_id: `2247${randomDigits(6)}` })
  }

  publication(body: JsonObject): Record<string, unknown> {
    const found = this.publications.get(idText(body, 'publish_id', 53600))
    if (found === undefined) throw new PlatformError(53600)
    const { publishId, status, articleId } = found
    if (status === 1) return { publish_id: publishId, publish_status: 1, fail_idx: [] }
    if (articleId === '') return { publish_id: publishId, publish_status: status, fail_idx: [1] }
    return {
      publish_id: publishId,
      publish_status: status,
      article_id: articleId,
      article_detail: { count: found.articles.length, item: this.urls(found) },
      fail_idx: [],
    }
  }

  publicationPage(body: JsonObject): Record<string, unknown> {
    const bare = body.no_content === 1
    const all = [...this.publications.values()].filter(({ status }) => status === 0).reverse()
    const items = slice(all, body).map((found) => ({
      article_id: found.articleId,
      content: { news_item: this.published(found, bare) },
      update_time: found.updatedAt,
    }))
    return { total_count: all.length, item_count: items.length, item: items }
  }

  publishedArticle(body: JsonObject): Record<string, unknown> {
    return { news_item: this.published(this.requirePublished(body), false) }
  }

  /** `index` 1 and up is one article, 0 or absent all of them; it cannot be undone. */
  unpublish(body: JsonObject): Record<string, unknown> {
    const found = this.requirePublished(body)
    const index = wholeNumber(body, 'index', 0, 53600)
    if (index < 0 || index > found.articles.length) throw new PlatformError(53600)
    found.deleted = index === 0 ? found.articles.map((_, place) => place) : [...found.deleted, index - 1]
    if (new Set(found.deleted).size === found.articles.length) found.status = 5
    return ok()
  }

  articleUrl(id: string, index: number): string {
    return `${this.kernel.publicUrl()}/mp.weixin.qq.com/s/${id}?idx=${index}`
  }

  /** The page of an article, published or sent. */
  html(id: string, index: number): string | undefined {
    const published = this.byArticleId(id)
    const article = (published?.articles ?? this.drafts.get(id)?.articles)?.[index - 1]
    const gone = published?.deleted.includes(index - 1) === true
    if (article === undefined || gone) return undefined
    const escape = (value: string): string => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(article.title)}</title><article style="max-width:677px;margin:24px auto;padding:0 16px;font:17px/1.7 system-ui,'Noto Sans CJK SC',sans-serif"><h1 style="font-size:22px">${escape(article.title)}</h1><p style="color:#888">${escape(article.author || this.account.name)}</p>${article.content}</article></html>`
  }

  private finish(publishId: string, at: number): void {
    const found = this.publications.get(publishId)
    if (found === undefined) return
    found.updatedAt = at
    const failure = this.kernel.outcomes.take('publish')
    if (failure !== undefined) {
      found.status = Number(failure)
      const info = { publish_id: publishId, publish_status: found.status, fail_idx: 1 }
      return this.followers.pushJob({ Event: 'PUBLISHJOBFINISH', PublishEventInfo: info }, at)
    }
    found.status = 0
    found.articleId = randomText(43)
    this.followers.pushJob(
      {
        Event: 'PUBLISHJOBFINISH',
        PublishEventInfo: {
          publish_id: publishId,
          publish_status: 0,
          article_id: found.articleId,
          article_detail: { count: found.articles.length, item: this.urls(found) },
        },
      },
      at,
    )
  }

  private urls(found: Publication): { idx: number; article_url: string }[] {
    return found.articles.map((_, place) => ({
      idx: place + 1,
      article_url: this.articleUrl(found.articleId, place + 1),
    }))
  }

  private published(found: Publication, bare: boolean): Record<string, unknown>[] {
    return found.articles.map((article, place) => ({
      ...this.present(article, bare),
      url: this.articleUrl(found.articleId, place + 1),
      is_deleted: found.deleted.includes(place),
    }))
  }

  private byArticleId(articleId: string): Publication | undefined {
    if (articleId === '') return undefined
    return [...this.publications.values()].find((item) => item.articleId === articleId)
  }

  private requirePublished(body: JsonObject): Publication {
    const found = this.byArticleId(text(body, 'article_id', 53600))
    if (found === undefined) throw new PlatformError(53600)
    return found
  }

  private require(body: JsonObject): Draft {
    const draft = this.drafts.get(text(body, 'media_id', 40007))
    if (draft === undefined) throw new PlatformError(40007)
    return draft
  }

  private present(article: Article, bare = false): Record<string, unknown> {
    const thumb = this.media.find(this.account.appid, article.thumb_media_id)
    const { content, ...rest } = article
    return {
      ...rest,
      ...(bare ? {} : { content }),
      thumb_url: thumb === undefined ? '' : this.media.url(thumb),
      url: `http://mp.weixin.qq.com/s?__biz=${this.account.originalId}&tempkey=draft`,
    }
  }

  private attachment(article: Article): Attachment {
    const thumb = this.media.find(this.account.appid, article.thumb_media_id)
    return {
      kind: 'link',
      title: article.title,
      description: article.digest,
      ...(thumb === undefined ? {} : { imageUrl: this.media.url(thumb) }),
    }
  }

  private check(input: unknown): Article {
    if (!isObject(input)) throw new PlatformError(40035)
    const type = optionalText(input, 'article_type', 40035) ?? 'news'
    if (type !== 'news' && type !== 'newspic') throw new PlatformError(40035)
    const title = limited(text(input, 'title', 45003), LIMITS.title, 45003)
    const content = text(input, 'content', 44004).replace(SCRIPT, '')
    if ([...content].length >= LIMITS.content || byteLength(content) >= LIMITS.contentBytes)
      throw new PlatformError(45002)
    const thumb = optionalText(input, 'thumb_media_id', 40007) ?? ''
    if (type === 'news' && this.media.find(this.account.appid, thumb)?.permanent !== true)
      throw new PlatformError(40007)
    return {
      article_type: type,
      title,
      author: limited(optionalText(input, 'author') ?? '', LIMITS.author, 45110),
      digest: limited(optionalText(input, 'digest') ?? '', LIMITS.digest, 45004),
      content,
      content_source_url: optionalText(input, 'content_source_url') ?? '',
      thumb_media_id: thumb,
      need_open_comment: wholeNumber(input, 'need_open_comment', 0, 40035),
      only_fans_can_comment: wholeNumber(input, 'only_fans_can_comment', 0, 40035),
    }
  }
}

function limited(value: string, length: number, errcode: number): string {
  if ([...value].length > length) throw new PlatformError(errcode)
  return value
}
