import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import { byteLength, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { object, optionalObject, optionalText, text } from '../../kernel/validate'
import { post } from './calls'
import type { UseMedia } from './media'

const PER_COMPANY = 100
const TEXT_BYTES = 4000
/** Of several parts the first of these is kept. */
const PARTS = ['image', 'link', 'miniprogram', 'file', 'video'] as const

/** Welcome material for customer groups (protocol reference §3.6): a text and one part beside it. */
export class GroupWelcomes {
  private readonly rows

  constructor(
    kernel: Kernel,
    private readonly use: UseMedia,
  ) {
    this.rows = kernel.store.map<JsonObject>('group welcome templates')
  }

  add(body: JsonObject): Record<string, unknown> {
    if (this.rows.size >= PER_COMPANY) throw new PlatformError(41055)
    const material = readMaterial(body, this.use)
    const templateId = `msg${randomText(29)}`
    this.rows.set(templateId, material)
    return ok({ template_id: templateId })
  }

  /** The material is replaced as a whole. */
  edit(body: JsonObject): Record<string, unknown> {
    const { templateId } = this.require(body)
    this.rows.set(templateId, readMaterial(body, this.use))
    return ok()
  }

  get(body: JsonObject): Record<string, unknown> {
    return ok(this.require(body).material)
  }

  remove(body: JsonObject): Record<string, unknown> {
    this.rows.delete(this.require(body).templateId)
    return ok()
  }

  /** 41058 for what is not the app's own. */
  private require(body: JsonObject): { templateId: string; material: JsonObject } {
    const templateId = text(body, 'template_id', 40058)
    const material = this.rows.get(templateId)
    if (material === undefined) throw new PlatformError(41058)
    return { templateId, material }
  }
}

/** Raises 40058 for what is wrong or empty, 40007 for a file that is not there. */
function readMaterial(body: JsonObject, use: UseMedia): JsonObject {
  const content = optionalText(optionalObject(body, 'text', 40058) ?? {}, 'content', 40058) ?? ''
  if (byteLength(content) > TEXT_BYTES) throw new PlatformError(40058, 'text.content exceed max length 4000')
  if (body.notify !== undefined && body.notify !== 0 && body.notify !== 1)
    throw new PlatformError(40058, 'invalid notify')
  const kind = PARTS.find((name) => optionalObject(body, name, 40058) !== undefined)
  if (content === '' && kind === undefined) throw new PlatformError(40058, 'text and attachment are both empty')
  const part = kind === undefined ? {} : object(body, kind, 40058)
  if (kind === 'image' && part.pic_url === undefined) use(text(part, 'media_id', 40058), kind)
  if (kind === 'miniprogram') use(text(part, 'pic_media_id', 40058), 'image')
  if (kind === 'file' || kind === 'video') use(text(part, 'media_id', 40058), kind)
  return {
    ...(content === '' ? {} : { text: { content } }),
    ...(kind === undefined ? {} : { [kind]: body[kind] }),
  }
}

export function groupWelcomeEndpoints(welcomes: GroupWelcomes): Endpoint[] {
  const family = 'externalcontact/group_welcome_template'
  const material = { text: { content: '欢迎 %NICKNAME% 进群' }, notify: 1 }
  const one = { template_id: 'msg…' }
  return [
    post(`${family}/add`, '添加入群欢迎语素材', material, ({ body }) => welcomes.add(body)),
    post(`${family}/edit`, '编辑入群欢迎语素材', { ...one, ...material }, ({ body }) => welcomes.edit(body)),
    post(`${family}/get`, '入群欢迎语素材', one, ({ body }) => welcomes.get(body)),
    post(`${family}/del`, '删除入群欢迎语素材', one, ({ body }) => welcomes.remove(body)),
  ]
}
