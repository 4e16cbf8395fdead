import type { ErrorDeclaration } from './declaration'

export const eventErrors = {
  EVENT_UNKNOWN: { status: 400, message: '埋点方案中没有事件「{name}」' },
  EVENT_PAUSED: { status: 400, message: '事件「{label}」已停用' },
  EVENT_PROPERTY_INVALID: { status: 400, message: '事件「{label}」的属性「{property}」不正确：{reason}' },
  EVENT_TIME_INVALID: { status: 400, message: '事件时间不正确：{reason}' },
  EVENT_EXISTS: { status: 409, message: '事件「{name}」已存在' },
  EVENT_BUILT_IN: { status: 409, message: '内置事件不能停用或归档，也不能删除或改变已有属性' },
  EVENT_PROPERTY_IN_USE: {
    status: 409,
    message: '属性「{property}」正被{users}使用，不能删除或改变类型；请先改掉它们的规则',
  },
  EVENT_DEFINITION_INVALID: { status: 400, message: '事件定义有误：{reason}' },
  TRACK_MESSAGE_INVALID: { status: 400, message: '上报的消息有误：{reason}' },
  TRACK_KEY_INVALID: { status: 401, message: '上报密钥无效或已停用' },
  TRACK_ORIGIN_FORBIDDEN: { status: 403, message: '这个网站不能使用该上报密钥' },
  TRACK_EVENT_FORBIDDEN: { status: 400, message: '该来源不能上报事件「{event}」' },
  TRACK_IDENTITY_FORBIDDEN: { status: 400, message: '该来源不能声明身份「{kind}」' },
  TRACK_PERSON_GONE: { status: 400, message: '这个人的资料已删除' },
  TRACK_SOURCE_EXISTS: { status: 409, message: '来源标识「{code}」已存在' },
  TRACK_SOURCE_INVALID: { status: 400, message: '来源设置有误：{reason}' },
  MAPPING_INVALID: { status: 400, message: '映射有误：{reason}' },
  PHONE_CODE_INVALID: { status: 400, message: '手机号授权已失效，请重新授权' },
} as const satisfies Record<string, ErrorDeclaration>
