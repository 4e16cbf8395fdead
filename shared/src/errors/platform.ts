import type { ErrorDeclaration } from './declaration'

export const platformErrors = {
  VALIDATION_FAILED: { status: 400, message: '提交的内容有误，请检查后重试' },
  BAD_REQUEST: { status: 400, message: '请求格式有误' },
  NOT_FOUND: { status: 404, message: '没有找到{what}' },
  CONFLICT: { status: 409, message: '数据已被他人修改，请刷新后重试' },
  PAYLOAD_TOO_LARGE: { status: 413, message: '提交的内容过大' },
  TOO_MANY_REQUESTS: { status: 429, message: '操作过于频繁，请稍后再试' },
  NOT_LOGGED_IN: { status: 401, message: '请先登录' },
  FORBIDDEN: { status: 403, message: '没有权限：{permission}' },
  CROSS_SITE_REQUEST: { status: 403, message: '请求来源不受信任', log: 'warn' },
  INTERNAL: { status: 500, message: '系统出错了，请稍后再试', log: 'error' },
  UNAVAILABLE: { status: 503, message: '系统暂时不可用，请稍后再试', log: 'error' },
  ENGINE_UNAVAILABLE: { status: 503, message: '人群引擎暂时不可用，请稍后再试', log: 'error' },
  CANCELLED: { status: 409, message: '操作已取消' },
  EXPORT_NOT_READY: { status: 409, message: '文件还没有生成好，请稍后再下载' },
  EXPORT_NOT_RUNNING: { status: 409, message: '这个文件已经不在生成中' },
  EXPORT_NEEDS_APPROVAL: {
    status: 409,
    message: '一次最多直接导出 {limit} 人，这里有 {people} 人；请建成分群后申请导出，由同事审批',
  },
  EXPORT_GONE: { status: 410, message: '文件已过期删除，请重新导出' },
  FILE_UNREADABLE: { status: 400, message: '文件无法读取：{reason}' },
} as const satisfies Record<string, ErrorDeclaration>
