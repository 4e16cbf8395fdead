import type { Call, Endpoint } from '../../kernel/endpoint'
import { PlainAnswer } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { NewFile } from '../../kernel/files'
import { downloadOf, pictureOf } from '../../kernel/file-answers'
import type { Kernel } from '../../kernel/kernel'
import { jsonField, type UploadedFile } from '../../kernel/multipart'
import { optionalText, parameter, slice, text } from '../../kernel/validate'
import { weixinRows } from './rows'

const KINDS = ['image', 'voice', 'video', 'thumb'] as const
type MediaKind = (typeof KINDS)[number]

const MEGABYTE = 1024 * 1024
const LARGEST: Record<MediaKind, number> = {
  image: 10 * MEGABYTE,
  voice: 2 * MEGABYTE,
  video: 10 * MEGABYTE,
  thumb: 64 * 1024,
}
const EXTENSIONS: Record<MediaKind, RegExp> = {
  image: /\.(bmp|png|jpe?g|gif)$/i,
  voice: /\.(amr|mp3|wma|wav)$/i,
  video: /\.mp4$/i,
  thumb: /\.jpe?g$/i,
}
const ARTICLE_IMAGE_BYTES = MEGABYTE
const TEMPORARY_SECONDS = 3 * 86_400
const PERMANENT_LIMITS: Record<MediaKind, number> = { image: 100_000, voice: 1000, video: 1000, thumb: 1000 }

export interface Media {
  mediaId: string
  appid: string
  kind: MediaKind
  createdAt: number
  permanent: boolean
  title?: string
}

/** Uploaded media: temporary ones for three days, permanent ones for good (protocol reference §1.14). */
export class MediaFiles {
  private readonly rows

  constructor(private readonly kernel: Kernel) {
    this.rows = kernel.store.map<Media>('media')
    kernel.files.onRemove((id) => this.rows.delete(id))
  }

  /** A file that can still be used by that account. */
  find(appid: string, mediaId: string): Media | undefined {
    const media = this.rows.get(mediaId)
    return media?.appid === appid && this.kernel.files.find(mediaId) !== undefined ? media : undefined
  }

  url(media: Media): string {
    return `${this.kernel.publicUrl()}/mmbiz.qpic.cn/sandbox/${media.mediaId}`
  }

  uploadTemporary(call: Call): Record<string, unknown> {
    const media = this.store(call, this.kindOf(call), false)
    const id = media.kind === 'thumb' ? { thumb_media_id: media.mediaId } : { media_id: media.mediaId }
    return { type: media.kind, ...id, created_at: media.createdAt, item: [] }
  }

  addPermanent(call: Call): Record<string, unknown> {
    const kind = this.kindOf(call)
    if (this.permanent(call.grant.account, kind).length >= PERMANENT_LIMITS[kind]) throw new PlatformError(45001)
    const description = kind === 'video' ? jsonField(call.body, 'description') : {}
    if (description === undefined) throw new PlatformError(47001)
    const media = this.store(call, kind, true)
    if (kind === 'video') media.title = optionalText(description, 'title') ?? ''
    return { media_id: media.mediaId, ...(kind === 'image' || kind === 'thumb' ? { url: this.url(media) } : {}) }
  }

  uploadArticleImage(call: Call): Record<string, unknown> {
    const file = fileOf(call.files)
    if (!/\.(png|jpe?g)$/i.test(file.name)) throw new PlatformError(40005)
    if (file.content.length > ARTICLE_IMAGE_BYTES) throw new PlatformError(40009)
    return { url: this.url(this.store(call, 'image', true, 'article')) }
  }

  /** What a person sends into the account's chat can be fetched for three days like any temporary file. */
  receive(appid: string, kind: MediaKind, file: NewFile): Media {
    const media: Media = {
      mediaId: randomText(64),
      appid,
      kind,
      createdAt: this.kernel.clock.nowSeconds(),
      permanent: false,
    }
    this.rows.set(media.mediaId, media)
    this.kernel.files.put(media.mediaId, file, TEMPORARY_SECONDS)
    return media
  }

  download(appid: string, mediaId: string): PlainAnswer | Record<string, unknown> {
    const media = this.find(appid, mediaId)
    if (media === undefined) throw new PlatformError(40007)
    if (media.kind === 'video')
      return media.permanent
        ? { title: media.title ?? '', description: '', down_url: this.url(media) }
        : { video_url: this.url(media) }
    return downloadOf(this.kernel.files, mediaId)
  }

  /** The picture itself, as WeChat's picture host gives it to anybody. */
  picture(path: string): PlainAnswer {
    return pictureOf(this.kernel.files, path.slice(path.lastIndexOf('/') + 1)) ?? new PlainAnswer(404, 'text/plain', '')
  }

  remove(appid: string, mediaId: string): boolean {
    if (this.find(appid, mediaId)?.permanent !== true) return false
    this.kernel.files.remove(mediaId)
    return true
  }

  permanent(appid: string, kind: MediaKind): Media[] {
    return [...this.rows.values()].filter((media) => media.appid === appid && media.kind === kind && media.permanent)
  }

  page(appid: string, kind: MediaKind, body: JsonObject): Record<string, unknown> {
    const all = this.permanent(appid, kind).reverse()
    const items = slice(all, body).map((media) => ({
      media_id: media.mediaId,
      name: this.kernel.files.find(media.mediaId)?.name ?? '',
      update_time: media.createdAt,
      ...(kind === 'image' ? { url: this.url(media) } : {}),
    }))
    return { item: items, total_count: all.length, item_count: items.length }
  }

  private kindOf(call: Call): MediaKind {
    const written = parameter(call, 'type')
    const kind = KINDS.find((known) => known === written)
    if (kind === undefined) throw new PlatformError(40004)
    return kind
  }

  private store(call: Call, kind: MediaKind, permanent: boolean, use = ''): Media {
    const file = fileOf(call.files)
    if (file.content.length > LARGEST[kind]) throw new PlatformError(kind === 'image' ? 40009 : 40006)
    if (!EXTENSIONS[kind].test(file.name)) throw new PlatformError(40005)
    const media: Media = {
      mediaId: randomText(permanent ? 43 : 64),
      // A picture inside an article is no material of the account: it is known by its address alone.
      appid: use === '' ? call.grant.account : '',
      kind,
      createdAt: this.kernel.clock.nowSeconds(),
      permanent,
    }
    this.rows.set(media.mediaId, media)
    this.kernel.files.put(media.mediaId, file, permanent ? undefined : TEMPORARY_SECONDS)
    return media
  }
}

function fileOf(files: UploadedFile[]): UploadedFile {
  const file = files.find(({ field }) => field === 'media')
  if (file === undefined || file.content.length === 0) throw new PlatformError(41005)
  return file
}

/** Calls about files; those that also know drafts stand with the drafts. */
export function mediaEndpoints(media: MediaFiles): Endpoint[] {
  const uploading = [40004, 40005, 40006, 40009, 41005]
  return [
    ...weixinRows(
      ['official_account', 'mini_program'],
      [
        {
          method: 'POST',
          path: '/cgi-bin/media/upload',
          about: '上传临时素材（multipart 字段 media），3 天后失效',
          sample: { query: { type: 'image' } },
          errors: uploading,
          upload: true,
          handle: (call) => media.uploadTemporary(call),
        },
        {
          method: 'GET',
          path: '/cgi-bin/media/get',
          about: '下载临时素材；视频返回 video_url',
          sample: { query: { media_id: 'MEDIA_ID' } },
          errors: [40007],
          handle: ({ query, grant }) => media.download(grant.account, query.media_id ?? ''),
        },
      ],
    ),
    ...weixinRows(
      ['official_account'],
      [
        {
          method: 'POST',
          path: '/cgi-bin/material/add_material',
          about: '新增永久素材；视频另带表单字段 description',
          sample: { query: { type: 'image' } },
          errors: [...uploading, 45001, 47001],
          upload: true,
          handle: (call) => media.addPermanent(call),
        },
        {
          method: 'POST',
          path: '/cgi-bin/media/uploadimg',
          about: '上传图文内的图片，1 MB 以内的 jpg 或 png',
          errors: [40005, 40009, 41005],
          upload: true,
          handle: (call) => media.uploadArticleImage(call),
        },
        {
          method: 'POST',
          path: '/cgi-bin/media/uploadvideo',
          about: '把已上传的视频变为可群发的视频',
          sample: { body: { media_id: 'MEDIA_ID', title: '春茶', description: '采茶记' } },
          errors: [40007],
          handle: ({ body, grant }) => {
            const found = media.find(grant.account, text(body, 'media_id', 40007))
            if (found?.kind !== 'video') throw new PlatformError(40007)
            return { type: 'video', media_id: found.mediaId, created_at: found.createdAt }
          },
        },
      ],
    ),
    {
      host: 'mmbiz.qpic.cn',
      method: 'GET',
      path: '/sandbox/*',
      about: '素材图片的公开地址',
      token: [],
      handle: ({ path }) => media.picture(path),
    },
  ]
}
