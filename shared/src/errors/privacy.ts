import type { ErrorDeclaration } from './declaration'

export const privacyErrors = {
  PHONE_INVALID: { status: 400, message: '手机号格式不正确' },
  CONSENT_REQUIRED: { status: 409, message: '请先阅读并同意最新的隐私政策' },
  PRIVACY_VERSION_EXISTS: { status: 409, message: '隐私政策版本「{version}」已存在，请换一个版本号' },
} as const satisfies Record<string, ErrorDeclaration>
