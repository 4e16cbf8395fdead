/** Log-in and phone number, protocol §2.1 and §2.2. */
import { asIs, get, post, withoutToken, type ReplyOf } from '../../kernel/call'
import { integer, nothing, object, optional, text, textOrNumber } from '../../kernel/shape'
import type { AppSecret } from '../../weixin/account'

/** The code works once within 5 minutes: 40029 wrong, 40163 used, 40226 blocked person, 45011 too often; 40013, 40125 our own. */
export const session = withoutToken(
  get(
    '/sns/jscode2session',
    object({ openid: text, session_key: text, unionid: optional(text) }),
    ({ appid, secret, code }: AppSecret & { code: string }) => ({
      appid,
      secret,
      js_code: code,
      grant_type: 'authorization_code',
    }),
    [40013, 40029, 40125, 40163, 40226, 45011],
  ),
)
/** `session_key` must never reach the client. */
export type MiniProgramSession = ReplyOf<typeof session>

interface SessionProof {
  openid: string
  /** See `sessionSignature`. */
  signature: string
}

const proofOf = ({ openid, signature }: SessionProof): Record<string, string> => ({
  openid,
  signature,
  sig_method: 'hmac_sha256',
})

/** Whether a session key is still the person's: 87009 when not. 40003 openid. */
export const checkSession = get('/wxa/checksession', nothing, proofOf, [40003, 87009])

/** Ends the session key and gives a new one. 87009, 40003. */
export const resetSession = get(
  '/wxa/resetusersessionkey',
  object({ openid: text, session_key: text }),
  proofOf,
  [40003, 87009],
)

/** A number as the platform tells it, over either way. */
export const phoneInfo = object({
  phoneNumber: text,
  purePhoneNumber: text,
  /** Documented as text, shown as a bare number in the platform's own example. */
  countryCode: textOrNumber,
  watermark: object({ timestamp: integer, appid: text }),
})

/** This code is another one than the log-in code; once, 5 minutes: 40029. 45011 too often, 40013 another app's. Each success costs the brand money. */
export const phoneNumber = post(
  '/wxa/business/getuserphonenumber',
  object({ phone_info: phoneInfo }),
  asIs<{ code: string }>,
  [40013, 40029, 45011],
)
export type PhoneNumberReply = ReplyOf<typeof phoneNumber>
