import { PlatformError } from '../../kernel/errors'
import { byteLength, isObject, type JsonObject } from '../../kernel/json'
import { list, object, optionalText, text } from '../../kernel/validate'
import type { UseMedia } from './media'

/** What a member reads of an app message, whatever its kind. */
export interface AppMessageContent {
  kind: string
  title?: string
  text: string
  url?: string
  /** Of a picture. */
  imageUrl?: string
  /** Buttons of a card: tapping one calls back with its key. */
  buttons?: { text: string; key: string }[]
  taskId?: string
}

const TEXT_BYTES = 2048
const TITLE_BYTES = 128
const DESCRIPTION_BYTES = 512
const ARTICLES = 8

type Reader = (fields: JsonObject, use: UseMedia) => Omit<AppMessageContent, 'kind'>

function plain(fields: JsonObject): Omit<AppMessageContent, 'kind'> {
  const content = text(fields, 'content', 44004)
  if (byteLength(content) > TEXT_BYTES) throw new PlatformError(45002)
  return { text: content }
}

function within(fields: JsonObject, field: string, bytes: number): string {
  const value = text(fields, field, 40058)
  if (byteLength(value) > bytes) throw new PlatformError(45002, `${field} exceed max length ${bytes}`)
  return value
}

function articles(fields: JsonObject): Omit<AppMessageContent, 'kind'> {
  const items = list(fields, 'articles', 40058).map((item) => {
    if (!isObject(item)) throw new PlatformError(40058)
    return { title: within(item, 'title', TITLE_BYTES), url: optionalText(item, 'url', 40058) }
  })
  const [first] = items
  if (first === undefined || items.length > ARTICLES) throw new PlatformError(40058, 'invalid articles size')
  const { title, url } = first
  return { title, text: items.map((item) => item.title).join('\n'), ...(url === undefined ? {} : { url }) }
}

function file(kind: 'image' | 'voice' | 'video' | 'file', label: string): Reader {
  return (fields, use) => {
    const url = use(text(fields, 'media_id', 40007), kind)
    return { text: `[${label}]`, ...(kind === 'image' ? { imageUrl: url } : { url }) }
  }
}

function card(fields: JsonObject): Omit<AppMessageContent, 'kind'> {
  const title = text(object(fields, 'main_title', 40058), 'title', 40058)
  const buttons = (Array.isArray(fields.button_list) ? fields.button_list : []).map((item: unknown) => {
    if (!isObject(item)) throw new PlatformError(40058, 'invalid button_list')
    return { text: text(item, 'text', 40058), key: optionalText(item, 'key', 40058) ?? '' }
  })
  const taskId = optionalText(fields, 'task_id', 40058)
  return {
    title,
    text: optionalText(fields, 'sub_title_text', 40058) ?? title,
    buttons,
    ...(taskId === undefined ? {} : { taskId }),
  }
}

const READERS: Record<string, Reader> = {
  text: plain,
  markdown: plain,
  textcard: (fields) => ({
    title: within(fields, 'title', TITLE_BYTES),
    text: within(fields, 'description', DESCRIPTION_BYTES),
    url: text(fields, 'url', 40058),
  }),
  news: articles,
  mpnews: articles,
  image: file('image', '图片'),
  voice: file('voice', '语音'),
  video: file('video', '视频'),
  file: file('file', '文件'),
  miniprogram_notice: (fields) => {
    text(fields, 'appid', 40058)
    const title = within(fields, 'title', TITLE_BYTES)
    return { title, text: optionalText(fields, 'description', 40058) ?? title }
  },
  template_card: card,
}

/**
 * Reads one of the kinds the platform knows (protocol reference §3.16); 40008 for another, 44004 for an empty text, 40007
 * for a file that is not there.
 */
export function readAppMessage(body: JsonObject, use: UseMedia): AppMessageContent {
  const kind = text(body, 'msgtype', 40008)
  const reader = Object.hasOwn(READERS, kind) ? READERS[kind] : undefined
  const part = body[kind]
  if (reader === undefined) throw new PlatformError(isObject(part) ? 40008 : 40058, `unknown or missing ${kind}`)
  if (!isObject(part)) throw new PlatformError(40058, `missing ${kind}`)
  return { kind, ...reader(part, use) }
}
