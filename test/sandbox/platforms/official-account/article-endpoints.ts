import { ok, PlainAnswer, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { text } from '../../kernel/validate'
import { weixinRows } from '../weixin/rows'
import type { Articles } from './articles'
import type { Menus } from './menus'
import type { MediaFiles } from '../weixin/media'

const KINDS = ['image', 'voice', 'video'] as const

/** Drafts, publishing, and the material lists that hold both files and drafts (protocol reference §1.14). */
export function articleEndpoints(articles: Articles, media: MediaFiles, menus: Menus): Endpoint[] {
  const page = { body: { offset: 0, count: 20, no_content: 1 } }
  const draft = { body: { media_id: 'MEDIA_ID' } }
  const article = { title: '春茶手记', content: '<p>明前第一采。</p>', thumb_media_id: 'MEDIA_ID' }
  const content = [40007, 40035, 44004, 45002, 45003, 45004, 45008, 45110]
  return [
    ...weixinRows(
      ['official_account'],
      [
        {
          method: 'POST',
          path: '/cgi-bin/draft/add',
          about: '新建草稿，1 到 8 篇',
          sample: { body: { articles: [article] } },
          errors: content,
          handle: ({ body }) => articles.add(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/draft/get',
          about: '获取草稿',
          sample: draft,
          errors: [40007],
          handle: ({ body }) => articles.get(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/draft/update',
          about: '修改草稿中的一篇',
          sample: { body: { media_id: 'MEDIA_ID', index: 0, articles: article } },
          errors: [...content, 40114],
          handle: ({ body }) => articles.update(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/draft/delete',
          about: '删除草稿',
          sample: draft,
          errors: [40007],
          handle: ({ body }) => articles.remove(body),
        },
        {
          method: 'GET',
          path: '/cgi-bin/draft/count',
          about: '草稿总数',
          handle: () => ({ total_count: articles.count() }),
        },
        {
          method: 'POST',
          path: '/cgi-bin/draft/batchget',
          about: '草稿列表，每页 1 到 20 个',
          sample: page,
          errors: [40097],
          handle: ({ body }) => articles.page(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/freepublish/submit',
          about: '发布草稿，结果由 PUBLISHJOBFINISH 事件告知；不推送给关注者',
          sample: draft,
          errors: [40007],
          handle: ({ body }) => articles.publish(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/freepublish/get',
          about: '查询发布状态',
          sample: { body: { publish_id: '100000001' } },
          errors: [53600],
          handle: ({ body }) => articles.publication(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/freepublish/batchget',
          about: '已发布列表，每页 1 到 20 个',
          sample: page,
          errors: [40097],
          handle: ({ body }) => articles.publicationPage(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/freepublish/getarticle',
          about: '获取已发布的文章',
          sample: { body: { article_id: 'ARTICLE_ID' } },
          errors: [53600],
          handle: ({ body }) => articles.publishedArticle(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/freepublish/delete',
          about: '删除已发布的文章，不可恢复',
          sample: { body: { article_id: 'ARTICLE_ID', index: 1 } },
          errors: [53600],
          handle: ({ body }) => articles.unpublish(body),
        },
        {
          method: 'POST',
          path: '/cgi-bin/material/batchget_material',
          about: '永久素材列表，每页 1 到 20 个',
          sample: { body: { type: 'image', offset: 0, count: 20 } },
          errors: [40004, 40097],
          handle: ({ body, grant }) => {
            if (body.type === 'news') return articles.page(body)
            const kind = KINDS.find((known) => known === body.type)
            if (kind === undefined) throw new PlatformError(40004)
            return media.page(grant.account, kind, body)
          },
        },
        {
          method: 'GET',
          path: '/cgi-bin/material/get_materialcount',
          about: '永久素材总数',
          handle: ({ grant }) => ({
            ...Object.fromEntries(KINDS.map((kind) => [`${kind}_count`, media.permanent(grant.account, kind).length])),
            news_count: articles.count(),
          }),
        },
        {
          method: 'POST',
          path: '/cgi-bin/material/get_material',
          about: '获取永久素材',
          sample: draft,
          errors: [40007],
          handle: ({ body, grant }) => {
            const mediaId = text(body, 'media_id', 40007)
            return articles.find(mediaId) === undefined ? media.download(grant.account, mediaId) : articles.get(body)
          },
        },
        {
          method: 'POST',
          path: '/cgi-bin/material/del_material',
          about: '删除永久素材；菜单正在用的不能删',
          sample: draft,
          errors: [40007, 48005],
          handle: ({ body, grant }) => {
            const mediaId = text(body, 'media_id', 40007)
            if (menus.uses(mediaId)) throw new PlatformError(48005)
            if (articles.find(mediaId) !== undefined) return articles.remove(body)
            if (!media.remove(grant.account, mediaId)) throw new PlatformError(40007)
            return ok()
          },
        },
      ],
    ),
    {
      host: 'mp.weixin.qq.com',
      method: 'GET',
      path: '/s/*',
      about: '文章页面',
      token: [],
      handle: ({ path, query }) => {
        const html = articles.html(path.slice('/s/'.length), Number(query.idx ?? 1))
        return html === undefined
          ? new PlainAnswer(404, 'text/html; charset=utf-8', '<meta charset="utf-8"><p>该内容已被发布者删除</p>')
          : new PlainAnswer(200, 'text/html; charset=utf-8', html)
      },
    },
  ]
}
