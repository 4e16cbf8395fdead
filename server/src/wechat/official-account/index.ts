export * as officialAccountCalls from './calls'
export * from './callback'
export * from './client'
export type { MessageTemplate, OauthToken, OfficialAccountUser, QrCode, QrCodeRequest, TemplateMessage } from './types'
