import type { ErrorDeclaration } from './declaration'

export const contentErrors = {
  CONTENT_TAG_NAME_TAKEN: { status: 409, message: '内容标签「{name}」已存在' },
  CONTENT_TAG_UNKNOWN: { status: 400, message: '内容标签不存在，可能已被删除' },
  CONTENT_BODY_EMPTY: { status: 400, message: '正文为空，不能发布' },
  CONTENT_STATE_REFUSED: { status: 409, message: '文章现在的状态不能这样操作' },
  IMAGE_UNREADABLE: { status: 400, message: '图片无法识别，请上传 PNG、JPEG、WebP 或 GIF' },
  IMAGE_TOO_LARGE: { status: 413, message: '图片不能超过 5 MB' },
} as const satisfies Record<string, ErrorDeclaration>
