/** Endpoints of the mini-program (https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/). */
import { get, post, postForFile, withoutToken } from '../kernel/call'
import * as types from './types'

interface AppSecret {
  appid: string
  secret: string
}

/** See the official account's endpoint of the same name: one platform, one rule. */
export const stableToken = withoutToken({
  ...post<AppSecret, { access_token: string; expires_in: number }>('/cgi-bin/stable_token', types.accessToken),
  body: ({ appid, secret }: AppSecret) => ({ grant_type: 'client_credential', appid, secret, force_refresh: false }),
})

/** The code works once within 5 minutes: 40029 wrong, 40163 used, 40226 blocked person, 45011 too often. */
export const session = withoutToken(
  get('/sns/jscode2session', types.session, ({ appid, secret, code }: AppSecret & { code: string }) => ({
    appid,
    secret,
    js_code: code,
    grant_type: 'authorization_code',
  })),
)

/** This code is another one than the log-in code; once, 5 minutes: 40029. Each success costs the brand money. */
export const phoneNumber = post<{ code: string }, types.PhoneNumberReply>(
  '/wxa/business/getuserphonenumber',
  types.phoneNumber,
)

/** 43101 the person has not agreed (any more), 47003 wrong value, 40037 wrong template. */
export const sendSubscribeMessage = post<types.SubscribeMessage, { msgid: string | undefined }>(
  '/cgi-bin/message/subscribe/send',
  types.sentMessage,
)

/** A picture. 40129 wrong scene, 41030 page not released. */
export const unlimitedCode = postForFile<types.UnlimitedCodeRequest>('/wxa/getwxacodeunlimit')
