import type { ErrorDeclaration } from './declaration'

export const eventErrors = {
  EVENT_UNKNOWN: { status: 400, message: '埋点方案中没有事件「{name}」' },
  EVENT_PAUSED: { status: 400, message: '事件「{label}」已停用' },
  EVENT_PROPERTY_INVALID: { status: 400, message: '事件「{label}」的属性「{property}」不正确：{reason}' },
  EVENT_TIME_INVALID: { status: 400, message: '事件时间不正确：{reason}' },
  EVENT_EXISTS: { status: 409, message: '事件「{name}」已存在' },
  EVENT_BUILT_IN: { status: 409, message: '内置事件不能停用或归档，也不能删除或改变已有属性' },
  EVENT_DEFINITION_INVALID: { status: 400, message: '事件定义有误：{reason}' },
  TRACK_MESSAGE_INVALID: { status: 400, message: '上报的消息有误：{reason}' },
  PHONE_CODE_INVALID: { status: 400, message: '手机号授权已失效，请重新授权' },
} as const satisfies Record<string, ErrorDeclaration>
