import { ok, PlainAnswer, type Call, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import type { UploadedFile } from '../../kernel/multipart'
import { post, read } from './calls'

interface StoredMedia {
  contentType: string
  content: Buffer
  name: string
  /** Unix seconds; pictures by address stay. */
  expiresAt: number
}

const MEGABYTE = 1024 * 1024
const SMALLEST = 5
const LIFE_SECONDS = 3 * 86_400
const SIZES: Record<string, number> = {
  image: 10 * MEGABYTE,
  voice: 2 * MEGABYTE,
  video: 10 * MEGABYTE,
  file: 20 * MEGABYTE,
}
/** The files themselves are kept in memory up to this size; the oldest go first. */
const KEPT_BYTES = 64 * MEGABYTE
const PICTURES_PER_DAY = 1000
const PICTURES_PER_MONTH = 3000

/** Files of WeCom (protocol reference §3.16): three days by media_id, pictures for messages by address. */
export class WorkMedia {
  private readonly files = new Map<string, StoredMedia>()
  private bytes = 0

  constructor(private readonly kernel: Kernel) {
    kernel.store.onClear(() => {
      this.files.clear()
      this.bytes = 0
    })
  }

  /** `created_at` is a text here, as the platform answers it. */
  upload({ files }: Call, type: string | undefined): Record<string, unknown> {
    const limit = SIZES[type ?? '']
    if (type === undefined || limit === undefined) throw new PlatformError(40004)
    const now = this.kernel.clock.nowSeconds()
    const mediaId = `3${randomText(63)}`
    this.keep(mediaId, checked(files, limit), now + LIFE_SECONDS)
    return ok({ type, media_id: mediaId, created_at: String(now) })
  }

  uploadPicture({ files }: Call): Record<string, unknown> {
    const file = checked(files, SIZES.image ?? 0)
    this.kernel.quota.take('work pictures', PICTURES_PER_DAY, 'day')
    this.kernel.quota.take('work pictures', PICTURES_PER_MONTH, 'month')
    const key = `pic-${randomText(32)}`
    this.keep(key, file, Infinity)
    return ok({ url: `${this.kernel.publicUrl()}/wework.qpic.cn/wwpic/${key}/0` })
  }

  /** 40007 for what is unknown or older than three days. */
  get(mediaId: string): PlainAnswer {
    const media = this.files.get(mediaId)
    if (media === undefined || media.expiresAt <= this.kernel.clock.nowSeconds()) throw new PlatformError(40007)
    const name = encodeURIComponent(media.name)
    return new PlainAnswer(200, media.contentType, media.content, {
      'content-disposition': `attachment; filename="${name}"`,
    })
  }

  /** A picture by its address, or undefined when the address is of something else. */
  picture(path: string): PlainAnswer | undefined {
    const media = this.files.get(/\/(pic-\w{32})\//.exec(path)?.[1] ?? '')
    return media === undefined ? undefined : new PlainAnswer(200, media.contentType, media.content)
  }

  private keep(key: string, { content, contentType, name }: UploadedFile, expiresAt: number): void {
    this.files.set(key, { content, contentType: contentType || 'application/octet-stream', name, expiresAt })
    this.bytes += content.length
    for (const [oldest, media] of this.files) {
      if (this.bytes <= KEPT_BYTES) return
      this.files.delete(oldest)
      this.bytes -= media.content.length
    }
  }
}

/** The form field `media`: 41005 when it is not there, 40006 for a size out of bounds. */
function checked(files: UploadedFile[], limit: number): UploadedFile {
  const file = files.find(({ field }) => field === 'media')
  if (file === undefined) throw new PlatformError(41005)
  if (file.content.length <= SMALLEST || file.content.length > limit) throw new PlatformError(40006)
  return file
}

export function mediaEndpoints(media: WorkMedia): Endpoint[] {
  const upload = (path: string, about: string, handle: (call: Call) => unknown): Endpoint => ({
    ...post(path, about, {}, handle),
    upload: true,
  })
  return [
    upload('media/upload', '上传临时素材（参数 type）', (call) => media.upload(call, call.query.type)),
    upload('media/uploadimg', '上传图片', (call) => media.uploadPicture(call)),
    upload('media/upload_attachment', '上传附件资源（参数 media_type、attachment_type）', (call) => {
      const { media_type: type, attachment_type: use } = call.query
      if (use !== '1' && use !== '2') throw new PlatformError(40058, 'invalid attachment_type')
      return media.upload(call, type === 'voice' ? undefined : type)
    }),
    read('media/get', '获取临时素材', { media_id: '…' }, ({ query }) => media.get(query.media_id ?? '')),
  ]
}
