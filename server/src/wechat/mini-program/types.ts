import { integer, object, optional, text, textOrNumber, type Read } from '../kernel/shape'

export const accessToken = object({ access_token: text, expires_in: integer })

export const session = object({ openid: text, session_key: text, unionid: optional(text) })
/** `session_key` must never reach the client. */
export type MiniProgramSession = Read<typeof session>

export const phoneNumber = object({
  phone_info: object({
    phoneNumber: text,
    purePhoneNumber: text,
    /** Documented as text, shown as a bare number in the platform's own example (protocol §2.2). */
    countryCode: textOrNumber,
    watermark: object({ timestamp: integer, appid: text }),
  }),
})
export type PhoneNumberReply = Read<typeof phoneNumber>

export interface SubscribeMessage {
  touser: string
  template_id: string
  page?: string
  miniprogram_state?: 'developer' | 'trial' | 'formal'
  lang?: 'zh_CN'
  data: Record<string, { value: string }>
}

export const sentMessage = object({ msgid: optional(textOrNumber) })

export interface UnlimitedCodeRequest {
  /** 1 to 32 visible characters, no percent sign (protocol §2.4). */
  scene: string
  /** Without a leading slash and without a query. */
  page?: string
  check_path?: boolean
  env_version?: 'release' | 'trial' | 'develop'
  width?: number
}
