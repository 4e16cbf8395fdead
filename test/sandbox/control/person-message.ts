import type { XmlFields } from '../callbacks/xml'
import type { JsonObject } from '../kernel/json'
import { qrPng } from '../kernel/qr-image'
import type { InboxMessage } from '../people/inbox'
import type { MediaFiles } from '../platforms/weixin/media'
import { invalid } from './control-error'
import { optionalString, requiredNumber, requiredString } from './input'

interface PersonMessage {
  fields: XmlFields
  shown: Pick<InboxMessage, 'text' | 'attachments'>
}

/**
 * What a person's message to an account looks like on the wire and on the phone. What it carries can be fetched by its
 * media_id: `content` (base64) of `name`, or something small when nothing is given.
 * @throws INVALID for a kind nobody can send
 */
export function readMessage(media: MediaFiles, appid: string, body: JsonObject): PersonMessage {
  const kind = optionalString(body, 'type') ?? 'text'
  switch (kind) {
    case 'text': {
      const content = requiredString(body, 'text')
      const menuId = optionalString(body, 'menuId')
      const chosen: XmlFields = menuId === undefined ? {} : { bizmsgmenuid: menuId }
      return { fields: { MsgType: kind, Content: content, ...chosen }, shown: { text: content } }
    }
    case 'image': {
      const picture = media.receive(appid, kind, fileOf(body, 'picture.png', 'image/png', qrPng('谷雨集')))
      const url = optionalString(body, 'url') ?? media.url(picture)
      return {
        fields: { MsgType: kind, PicUrl: url, MediaId: picture.mediaId },
        shown: { attachments: [{ kind, imageUrl: url }] },
      }
    }
    case 'voice': {
      const { mediaId } = media.receive(appid, kind, fileOf(body, 'voice.amr', 'audio/amr', SILENCE))
      return { fields: { MsgType: kind, MediaId: mediaId, Format: 'amr' }, shown: { attachments: [{ kind }] } }
    }
    case 'video': {
      const { mediaId } = media.receive(appid, kind, fileOf(body, 'video.mp4', 'video/mp4', NOTHING_TO_SEE))
      const thumb = media.receive(appid, 'thumb', fileOf({}, 'thumb.png', 'image/png', qrPng('谷雨集')))
      return {
        fields: { MsgType: kind, MediaId: mediaId, ThumbMediaId: thumb.mediaId },
        shown: { attachments: [{ kind }] },
      }
    }
    case 'location': {
      const [latitude, longitude] = [requiredNumber(body, 'latitude'), requiredNumber(body, 'longitude')]
      const label = optionalString(body, 'label') ?? ''
      return {
        fields: { MsgType: kind, Location_X: latitude, Location_Y: longitude, Scale: 15, Label: label },
        shown: { text: `[位置] ${label}` },
      }
    }
    case 'link': {
      const [title, url] = [requiredString(body, 'title'), requiredString(body, 'url')]
      return {
        fields: { MsgType: kind, Title: title, Description: optionalString(body, 'description') ?? '', Url: url },
        shown: { attachments: [{ kind, title, url }] },
      }
    }
    default:
      throw invalid('type 应为 text、image、voice、video、location 或 link')
  }
}

/** The head of a file of that kind: enough for a receiver that looks at it. */
const SILENCE = Buffer.from('#!AMR\n')
const NOTHING_TO_SEE = Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex')

function fileOf(body: JsonObject, name: string, contentType: string, standIn: Buffer) {
  const content = optionalString(body, 'content')
  const bytes = content === undefined ? standIn : Buffer.from(content, 'base64')
  if (bytes.length === 0) throw invalid('content 应为 base64')
  return { name: optionalString(body, 'name') ?? name, contentType, content: bytes }
}
