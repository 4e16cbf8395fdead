import { ok, type PlainAnswer, type Call, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import { downloadOf, pictureOf } from '../../kernel/file-answers'
import type { Kernel } from '../../kernel/kernel'
import type { UploadedFile } from '../../kernel/multipart'
import { parameter } from '../../kernel/validate'
import { post, read } from './calls'

const MEGABYTE = 1024 * 1024
const SMALLEST = 5
const LIFE_SECONDS = 3 * 86_400
const SIZES: Record<string, number> = {
  image: 10 * MEGABYTE,
  voice: 2 * MEGABYTE,
  video: 10 * MEGABYTE,
  file: 20 * MEGABYTE,
}
const PICTURES_PER_DAY = 1000
const PICTURES_PER_MONTH = 3000

interface MediaRow {
  kind: string
  /** 1 moments, 2 product album; absent for files of messages. */
  attachmentType?: string
}

/** Takes an uploaded file into use and answers its address; raises 40007 for one that is unknown, expired or of another kind. */
export type UseMedia = (mediaId: string, kind: 'image' | 'voice' | 'video' | 'file', forMoment?: boolean) => string

/** Files of WeCom (protocol reference §3.16): three days by media_id, pictures for messages by address. */
export class WorkMedia {
  private readonly rows

  constructor(private readonly kernel: Kernel) {
    this.rows = kernel.store.map<MediaRow>('work media')
    kernel.files.onRemove((id) => this.rows.delete(id))
  }

  readonly use: UseMedia = (mediaId, kind, forMoment = false) => {
    const row = this.rows.get(mediaId)
    const fits = row !== undefined && (kind === 'file' || row.kind === kind)
    // Moments take only what was uploaded for them.
    const inPlace = !forMoment || row?.attachmentType === '1'
    if (!fits || !inPlace || this.kernel.files.find(mediaId) === undefined) throw new PlatformError(40007)
    return this.address(mediaId)
  }

  /** `created_at` is a text here, as the platform answers it. */
  upload({ files }: Call, type: unknown, attachmentType?: string): Record<string, unknown> {
    const limit = typeof type === 'string' && Object.hasOwn(SIZES, type) ? SIZES[type] : undefined
    if (limit === undefined) throw new PlatformError(40004)
    const mediaId = `3${randomText(63)}`
    this.kernel.files.put(mediaId, checked(files, limit), LIFE_SECONDS)
    this.rows.set(mediaId, { kind: String(type), ...(attachmentType === undefined ? {} : { attachmentType }) })
    return ok({ type, media_id: mediaId, created_at: String(this.kernel.clock.nowSeconds()) })
  }

  uploadPicture({ files }: Call): Record<string, unknown> {
    const file = checked(files, SIZES.image ?? 0)
    this.kernel.quota.take('work pictures', PICTURES_PER_DAY, 'day')
    this.kernel.quota.take('work pictures', PICTURES_PER_MONTH, 'month')
    const key = `pic-${randomText(32)}`
    this.kernel.files.put(key, file)
    return ok({ url: this.address(key) })
  }

  /** 40007 for what is unknown or older than three days. */
  get(mediaId: string): PlainAnswer {
    return downloadOf(this.kernel.files, mediaId)
  }

  /** A picture by its address, or undefined when the address is of something else. */
  picture(path: string): PlainAnswer | undefined {
    return pictureOf(this.kernel.files, /\/(pic-\w{32}|3\w{63})\//.exec(path)?.[1] ?? '')
  }

  private address(key: string): string {
    return `${this.kernel.publicUrl()}/wework.qpic.cn/wwpic/${key}/0`
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
    upload('media/upload', '上传临时素材（参数 type）', (call) => media.upload(call, parameter(call, 'type'))),
    upload('media/uploadimg', '上传图片', (call) => media.uploadPicture(call)),
    upload('media/upload_attachment', '上传附件资源（参数 media_type、attachment_type）', (call) => {
      const [type, use] = [parameter(call, 'media_type'), parameter(call, 'attachment_type')]
      if (use !== '1' && use !== '2') throw new PlatformError(40058, 'invalid attachment_type')
      return media.upload(call, type === 'voice' ? undefined : type, use)
    }),
    read('media/get', '获取临时素材', { media_id: '…' }, ({ query }) => media.get(query.media_id ?? '')),
  ]
}
