import { getFile, upload, type Upload } from '../kernel/call'
import { integerOrText, object, text, withDefault } from '../kernel/shape'

export type MediaType = 'image' | 'voice' | 'video' | 'thumb'

/** Lives 3 days. Image 10 MB, voice 2 MB and 60 seconds, video 10 MB MP4, thumb 64 KB JPG. 40004 kind, 40006 size, 41005 no file. */
export const uploadMedia = upload(
  '/cgi-bin/media/upload',
  object({
    type: withDefault(text, ''),
    media_id: withDefault(text, ''),
    /** Instead of `media_id` for a thumb. */
    thumb_media_id: withDefault(text, ''),
    /** Unix seconds. */
    created_at: integerOrText,
  }),
  ({ type }: Upload & { type: MediaType }) => ({ type }),
  [40004, 40006, 41005],
)

/** The file itself; a video is answered with a link in JSON, which is no file. 40007 unknown or past its 3 days. */
export const mediaFile = getFile('/cgi-bin/media/get', ({ media_id }: { media_id: string }) => ({ media_id }), [40007])
