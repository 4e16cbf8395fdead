/** Material, protocol §1.14. */
import { asIs, get, noParameters, post, upload, type Upload } from '../../kernel/call'
import { anything, integer, list, nothing, object, optional, text, withDefault } from '../../kernel/shape'
import type { MediaType } from '../../weixin/media'

export { mediaFile, uploadMedia } from '../../weixin/media'

/**
 * Permanent: 100 000 pictures and articles, 1000 of each other kind. A video needs `texts.description`, a JSON text
 * with `title` and `introduction`. 40004 kind, 45001 size, 41005 no file.
 */
export const addMaterial = upload(
  '/cgi-bin/material/add_material',
  object({ media_id: text, url: optional(text) }),
  ({ type }: Upload & { type: MediaType }) => ({ type }),
  [40004, 41005, 45001],
)

/** 48005 used by a menu or an automatic reply, 40007 no such material. */
export const deleteMaterial = post(
  '/cgi-bin/material/del_material',
  nothing,
  asIs<{ media_id: string }>,
  [40007, 48005],
)

/** `count` 1 to 20. 40004 kind. */
export const materials = post(
  '/cgi-bin/material/batchget_material',
  object({
    total_count: integer,
    item_count: integer,
    item: withDefault(
      list(
        object({
          media_id: text,
          name: optional(text),
          update_time: integer,
          url: optional(text),
          /** Articles only. */
          content: optional(anything),
        }),
      ),
      [],
    ),
  }),
  asIs<{ type: 'image' | 'video' | 'voice' | 'news'; offset: number; count: number }>,
  [40004],
)

export const materialCount = get(
  '/cgi-bin/material/get_materialcount',
  object({ voice_count: integer, video_count: integer, image_count: integer, news_count: integer }),
  noParameters,
)

/** A picture inside an article: JPG or PNG, 1 MB, not counted. 40005 kind, 40009 size. */
export const uploadArticleImage = upload(
  '/cgi-bin/media/uploadimg',
  object({ url: text }),
  (_request: Upload) => ({}),
  [40005, 40009],
)
