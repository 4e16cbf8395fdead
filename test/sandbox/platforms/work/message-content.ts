import { PlatformError } from '../../kernel/errors'
import { byteLength, isObject, type JsonObject } from '../../kernel/json'
import { optionalObject, optionalText, text } from '../../kernel/validate'
import type { Attachment } from '../../people/inbox'
import type { UseMedia } from './media'

const TEXT_BYTES = 4000
const ATTACHMENT_LIMIT = 9

export interface MessageContent {
  text?: string
  attachments: Attachment[]
}

/**
 * Reads text and attachments of welcome messages and group sends (protocol reference §3.6).
 * Raises 40058 for both empty, an unknown type, a missing part or a text over its byte limit, 40007 for a file that is not
 * there.
 */
export function readContent(body: JsonObject, use: UseMedia): MessageContent {
  const content = optionalText(optionalObject(body, 'text', 40058) ?? {}, 'content', 40058)
  if (content !== undefined && byteLength(content) > TEXT_BYTES)
    throw new PlatformError(40058, 'text.content exceed max length 4000')
  const list = body.attachments ?? []
  if (!Array.isArray(list) || list.length > ATTACHMENT_LIMIT) throw new PlatformError(40058, 'invalid attachments size')
  const attachments = list.map((item: unknown) => {
    if (!isObject(item)) throw new PlatformError(40058, 'invalid attachments')
    return readAttachment(item, use)
  })
  if ((content === undefined || content === '') && attachments.length === 0)
    throw new PlatformError(40058, 'text and attachments are both empty')
  return { attachments, ...(content === undefined || content === '' ? {} : { text: content }) }
}

function readAttachment(item: JsonObject, use: UseMedia): Attachment {
  const kind = text(item, 'msgtype', 40058)
  const part = optionalObject(item, kind, 40058)
  if (part === undefined) throw new PlatformError(40058, `missing ${kind}`)
  switch (kind) {
    case 'link':
      return {
        kind,
        title: within(part, 'title', 128),
        url: text(part, 'url', 40058),
        ...optional(part, 'description', 'desc', 512),
        ...optional(part, 'imageUrl', 'picurl', 2048),
      }
    case 'miniprogram':
      return {
        kind,
        imageUrl: use(text(part, 'pic_media_id', 40058), 'image'),
        title: within(part, 'title', 64),
        appid: text(part, 'appid', 40058),
        page: text(part, 'page', 40058),
      }
    case 'image':
      if (optionalText(part, 'media_id', 40058) === undefined) return { kind, imageUrl: text(part, 'pic_url', 40058) }
      return { kind, imageUrl: use(text(part, 'media_id', 40058), kind) }
    case 'video':
    case 'file':
      return { kind, url: use(text(part, 'media_id', 40058), kind) }
    default:
      throw new PlatformError(40058, 'invalid attachments msgtype')
  }
}

function within(part: JsonObject, field: string, bytes: number): string {
  const value = text(part, field, 40058)
  if (byteLength(value) > bytes) throw new PlatformError(40058, `${field} exceed max length ${bytes}`)
  return value
}

function optional(
  part: JsonObject,
  name: 'description' | 'imageUrl',
  field: string,
  bytes: number,
): Partial<Attachment> {
  return optionalText(part, field, 40058) === undefined ? {} : { [name]: within(part, field, bytes) }
}
