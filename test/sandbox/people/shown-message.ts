import { isObject, type JsonObject } from '../kernel/json'
import type { Attachment, InboxMessage } from './inbox'

type Shown = Pick<InboxMessage, 'text' | 'attachments' | 'choices'>

/** Finds an uploaded file's or a draft's look by its media_id. */
export type MediaLook = (mediaId: string) => { url?: string; articles?: Attachment[] } | undefined

function string(source: JsonObject, field: string): string {
  const value = source[field]
  return typeof value === 'string' ? value : ''
}

function article(item: JsonObject): Attachment {
  const [title, description, url, imageUrl] = [
    string(item, 'title') || string(item, 'Title'),
    string(item, 'description') || string(item, 'Description'),
    string(item, 'url') || string(item, 'Url'),
    string(item, 'picurl') || string(item, 'PicUrl'),
  ]
  return { kind: 'link', title, description, url, ...(imageUrl === '' ? {} : { imageUrl }) }
}

function media(kind: 'image' | 'video' | 'voice', mediaId: string, look: MediaLook, title = ''): Shown {
  const url = look(mediaId)?.url
  const place = url === undefined ? {} : kind === 'image' ? { imageUrl: url } : { url }
  return { attachments: [{ kind, ...(title === '' ? {} : { title }), ...place }] }
}

/** How a phone shows a passive reply (protocol reference §1.5). */
export function shownReply(reply: JsonObject, look: MediaLook): Shown {
  const inner = (field: string): JsonObject => (isObject(reply[field]) ? reply[field] : {})
  switch (reply.MsgType) {
    case 'text':
      return { text: string(reply, 'Content') }
    case 'image':
      return media('image', string(inner('Image'), 'MediaId'), look)
    case 'voice':
      return media('voice', string(inner('Voice'), 'MediaId'), look)
    case 'video':
      return media('video', string(inner('Video'), 'MediaId'), look, string(inner('Video'), 'Title'))
    case 'music':
      return { attachments: [{ kind: 'link', title: string(inner('Music'), 'Title'), description: '音乐' }] }
    case 'news': {
      const items: unknown = inner('Articles').item
      return { attachments: (Array.isArray(items) ? items : [items]).filter(isObject).map(article) }
    }
    default:
      return { text: `[${typeof reply.MsgType === 'string' ? reply.MsgType : '未知消息'}]` }
  }
}

/** How a phone shows a customer-service or mass message of that type (protocol reference §1.10, §1.11). */
export function shownMessage(kind: string, content: JsonObject, look: MediaLook): Shown {
  switch (kind) {
    case 'text':
      return { text: string(content, 'content') }
    case 'image':
    case 'voice':
      return media(kind, string(content, 'media_id'), look)
    case 'video':
    case 'mpvideo':
      return media('video', string(content, 'media_id'), look, string(content, 'title'))
    case 'mpnews':
      return { attachments: look(string(content, 'media_id'))?.articles ?? [] }
    case 'mpnewsarticle':
      return { attachments: look(string(content, 'article_id'))?.articles ?? [] }
    case 'news':
      return { attachments: Array.isArray(content.articles) ? content.articles.filter(isObject).map(article) : [] }
    case 'link':
      return { attachments: [article({ ...content, picurl: content.thumb_url })] }
    case 'music':
      return { attachments: [{ kind: 'link', title: string(content, 'title'), description: '音乐' }] }
    case 'msgmenu':
      return {
        text: [string(content, 'head_content'), string(content, 'tail_content')].filter(Boolean).join('\n'),
        choices: (Array.isArray(content.list) ? content.list : [])
          .filter(isObject)
          .map((item) => ({ id: String(item.id), text: string(item, 'content') })),
      }
    case 'miniprogrampage': {
      const imageUrl = look(string(content, 'thumb_media_id'))?.url
      return {
        attachments: [
          {
            kind: 'miniprogram',
            ...(imageUrl === undefined ? {} : { imageUrl }),
            title: string(content, 'title'),
            appid: string(content, 'appid'),
            page: string(content, 'pagepath'),
          },
        ],
      }
    }
    default:
      return { text: '[卡券]' }
  }
}
