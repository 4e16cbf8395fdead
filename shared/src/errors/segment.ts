import type { ErrorDeclaration } from './declaration'

export const segmentErrors = {
  SEGMENT_NAME_TAKEN: { status: 409, message: '已有名为「{name}」的分群' },
  SEGMENT_REFERS_TO_ITSELF: { status: 400, message: '分群规则不能引用分群自身（包括通过其他分群或标签）' },
  SEGMENT_IN_USE: { status: 409, message: '「{name}」正被{users}使用，不能删除；请先改掉它们' },
  SEGMENT_VERSION_UNKNOWN: { status: 404, message: '没有版本 v{version}' },
  SEGMENT_VERSION_IN_FORCE: { status: 409, message: 'v{version} 正在生效' },
  SEGMENT_NOT_READY: { status: 409, message: '分群「{name}」仍在计算中，请稍后再试' },
  SEGMENT_RULE_CHANGED: { status: 409, message: '分群「{name}」的规则刚刚改过，请按新规则重新操作' },
  AUDIENCE_IN_USE: { status: 409, message: '该人群包正被「{user}」使用，不能删除' },
  AUDIENCE_EMPTY: { status: 409, message: '名单里没有人' },
  AUDIENCE_COLUMNS_MISSING: {
    status: 400,
    message: '文件至少要有一列：手机号、openid、unionid、external_userid 或客户编号',
  },
  AUDIENCE_IMPORT_NOT_CHECKING: { status: 409, message: '这份名单没有在查找' },
  AUDIENCE_IMPORT_NOT_READY: { status: 409, message: '这份名单还没有查找完，或者查找已经停止' },
  AUDIENCE_IMPORT_DONE: { status: 409, message: '这份文件已经生成过人群包' },
  AUDIENCE_FILE_GONE: { status: 410, message: '上传的文件已过期，请重新上传' },
  AUDIENCE_EXPORT_OWN: { status: 403, message: '不能审批自己的导出申请，请由另一位有权限的同事处理' },
  AUDIENCE_EXPORT_STATE: { status: 409, message: '这份导出申请的状态已变化，请刷新后再试' },
  AUDIENCE_EXPORT_EXPIRED: { status: 409, message: '这份导出申请已过期，请重新申请' },
} as const satisfies Record<string, ErrorDeclaration>
