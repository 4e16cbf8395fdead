/** Media, protocol §3.16. What is uploaded is shared inside the corp. */
import { getFile, limited, upload, type Upload } from '../../kernel/call'
import { perDay, perMonth } from '../../kernel/limits'
import { integerOrText, object, text } from '../../kernel/shape'

const temporary = object({ type: text, media_id: text, created_at: integerOrText })

/** Lives 3 days, more than 5 bytes. Image 10 MB, voice 2 MB and 60 seconds AMR, video 10 MB, file 20 MB. 40004 kind, 40006 size, 41005 no file. */
export const uploadMedia = upload(
  '/cgi-bin/media/upload',
  temporary,
  ({ type }: Upload & { type: 'image' | 'voice' | 'video' | 'file' }) => ({ type }),
  [40004, 40006, 41005],
)

/** Permanent; for welcome and group messages. 40009 (or 40006) size. */
export const uploadImage = limited(
  upload('/cgi-bin/media/uploadimg', object({ url: text }), (_request: Upload) => ({}), [40006, 40009]),
  perDay(1000),
  perMonth(3000),
)

/** For moments (1) and product albums (2); lives 3 days. 40004 kind. */
export const uploadAttachment = upload(
  '/cgi-bin/media/upload_attachment',
  temporary,
  ({ media_type, attachment_type }: Upload & { media_type: 'image' | 'video' | 'file'; attachment_type: 1 | 2 }) => ({
    media_type,
    attachment_type,
  }),
  [40004],
)

/** 40007 unknown or past its 3 days. */
export const mediaFile = getFile('/cgi-bin/media/get', ({ media_id }: { media_id: string }) => ({ media_id }), [40007])
