import type { ErrorDeclaration } from './declaration'

export const reachErrors = {
  CAMPAIGN_STATE: { status: 409, message: '当前状态「{state}」下不能{action}' },
  CAMPAIGN_NO_MESSAGE: { status: 400, message: '请至少添加一条消息' },
  CAMPAIGN_AUDIENCE_EMPTY: { status: 409, message: '所选分群里没有人，无法生成发送计划' },
  CAMPAIGN_NOBODY_REACHABLE: { status: 409, message: '所选分群里没有可触达的人，请查看未触达原因' },
  CAMPAIGN_SCHEDULE_PAST: { status: 400, message: '定时发送的时间已过，请选择将来的时间' },
  CAMPAIGN_CHANNEL_TWICE: { status: 400, message: '同一渠道账号只能添加一条消息' },
  MESSAGE_CONTENT_INVALID: { status: 400, message: '消息内容有误：{reason}' },
  MESSAGE_TEMPLATE_UNKNOWN: { status: 400, message: '模板不存在或已被删除，请重新选择' },
} as const satisfies Record<string, ErrorDeclaration>
