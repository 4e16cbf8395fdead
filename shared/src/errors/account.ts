import type { ErrorDeclaration } from './declaration'

export const accountErrors = {
  ACCOUNT_EXISTS: { status: 409, message: '这个触点账号已经添加过了' },
  ACCOUNT_DISABLED: { status: 409, message: '触点账号「{name}」已停用' },
  ACCOUNT_KIND_MISMATCH: { status: 400, message: '触点账号「{name}」不支持这个操作' },
  ACCOUNT_CREDENTIALS_INVALID: { status: 400, message: '{label}的格式有误' },
  PLATFORM_REFUSED: { status: 502, message: '平台拒绝了请求（错误码 {errcode}）：{hint}', log: 'warn' },
  PLATFORM_UNREACHABLE: { status: 502, message: '暂时连不上平台接口，请稍后重试', log: 'warn' },
  CHANNEL_CODE_SCENE_TAKEN: { status: 409, message: '场景值「{scene}」已被另一个渠道码使用' },
  CHANNEL_CODE_OWNER_REQUIRED: { status: 400, message: '请选择至少一位接待员工' },
} as const satisfies Record<string, ErrorDeclaration>
