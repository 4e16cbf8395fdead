/** Drafts and publishing, protocol §1.14. Publishing pushes nothing to anybody and takes nothing of the mass-send quota. */
import { asIs, get, noParameters, post } from '../../kernel/call'
import { flag, integer, list, nothing, object, optional, text, textOrNumber, withDefault } from '../../kernel/shape'

export interface Article {
  article_type?: 'news' | 'newspic'
  /** At most 32 characters. */
  title: string
  author?: string
  digest?: string
  /** HTML, below 20 000 characters and 1 MB; scripts are cut out. */
  content: string
  content_source_url?: string
  /** Permanent material; needed for `news`. */
  thumb_media_id?: string
  image_info?: { image_list: { image_media_id: string }[] }
  need_open_comment?: 0 | 1
  only_fans_can_comment?: 0 | 1
}

const article = object({
  title: text,
  author: withDefault(text, ''),
  digest: withDefault(text, ''),
  content: withDefault(text, ''),
  content_source_url: withDefault(text, ''),
  thumb_media_id: withDefault(text, ''),
  url: withDefault(text, ''),
  thumb_url: withDefault(text, ''),
  is_deleted: optional(flag),
})
const articles = object({ news_item: list(article) })

/** `no_content` 1 leaves the texts out; `count` 1 to 20. */
interface Page {
  offset: number
  count: number
  no_content?: 0 | 1
}

/** 40007 cover unknown, 45003 title too long, 45004 digest too long, 53404 and others content. */
export const addDraft = post(
  '/cgi-bin/draft/add',
  object({ media_id: text }),
  asIs<{ articles: Article[] }>,
  [40007, 45003, 45004, 53404],
)

/** 40007 no such draft. */
export const draft = post('/cgi-bin/draft/get', articles, asIs<{ media_id: string }>, [40007])

/** One article of a draft, by its place. 40007, 40114 no such place. */
export const updateDraft = post(
  '/cgi-bin/draft/update',
  nothing,
  asIs<{ media_id: string; index: number; articles: Article }>,
  [40007, 40114],
)

/** 40007. */
export const deleteDraft = post('/cgi-bin/draft/delete', nothing, asIs<{ media_id: string }>, [40007])

export const draftCount = get('/cgi-bin/draft/count', object({ total_count: integer }), noParameters)

/** 40007 out of range (unverified). */
export const drafts = post(
  '/cgi-bin/draft/batchget',
  object({
    total_count: integer,
    item_count: integer,
    item: withDefault(list(object({ media_id: text, content: articles, update_time: integer })), []),
  }),
  asIs<Page>,
  [40007],
)

/** Starts a job; its end comes as PUBLISHJOBFINISH. 40007 no such draft, 53503 not passed the checks, 53504 needs the console, 53505 not ready. */
export const publishDraft = post(
  '/cgi-bin/freepublish/submit',
  object({ publish_id: textOrNumber, msg_data_id: optional(textOrNumber) }),
  asIs<{ media_id: string }>,
  [40007, 53503, 53504, 53505],
)

/** `publish_status`: 0 done, 1 running, 2 original check failed, 3 failed, 4 refused, 5 deleted by us, 6 banned. 53600 no such job. */
export const publication = post(
  '/cgi-bin/freepublish/get',
  object({
    publish_id: textOrNumber,
    publish_status: integer,
    article_id: optional(text),
    article_detail: optional(
      object({ count: integer, item: withDefault(list(object({ idx: integer, article_url: text })), []) }),
    ),
    fail_idx: withDefault(list(integer), []),
  }),
  asIs<{ publish_id: string }>,
  [53600],
)

export const publications = post(
  '/cgi-bin/freepublish/batchget',
  object({
    total_count: integer,
    item_count: integer,
    item: withDefault(list(object({ article_id: text, content: articles, update_time: integer })), []),
  }),
  asIs<Page>,
)

/** 53600 no such article. */
export const publishedArticle = post('/cgi-bin/freepublish/getarticle', articles, asIs<{ article_id: string }>, [53600])

/** Cannot be undone. `index` 0 means all. 53600 no such article. */
export const deletePublication = post(
  '/cgi-bin/freepublish/delete',
  nothing,
  asIs<{ article_id: string; index?: number }>,
  [53600],
)
