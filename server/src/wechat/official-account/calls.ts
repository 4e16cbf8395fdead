/** Endpoints of the official account (https://developers.weixin.qq.com/doc/service/). Requests are in the platform's own words. */
import { get, post, withoutToken } from '../kernel/call'
import { list, object } from '../kernel/shape'
import * as types from './types'

interface AppSecret {
  appid: string
  secret: string
}

/** Same token until it is about to end; does not fight with other callers (protocol §0). 40013 appid, 40125 secret, 40164 address not allowed. */
export const stableToken = withoutToken({
  ...post<AppSecret, { access_token: string; expires_in: number }>('/cgi-bin/stable_token', types.accessToken),
  body: ({ appid, secret }: AppSecret) => ({ grant_type: 'client_credential', appid, secret, force_refresh: false }),
})

/** 40003 wrong openid. */
export const user = get('/cgi-bin/user/info', types.userInfo, ({ openid }: { openid: string }) => ({
  openid,
  lang: 'zh_CN',
}))

/** At most 100 people; one wrong openid fails the whole call with 40003. */
export const users = post<
  { user_list: { openid: string; lang?: 'zh_CN' }[] },
  { user_info_list: types.OfficialAccountUser[] }
>('/cgi-bin/user/info/batchget', object({ user_info_list: list(types.userInfo) }))

/** Up to 10 000 openids per page; the end is a `count` of 0 or an empty `next_openid`. */
export const followers = get('/cgi-bin/user/get', types.followerPage, ({ after }: { after?: string }) => ({
  next_openid: after,
}))

/** 40052 and 40053 wrong request, 45029 too many permanent codes. */
export const createQrCode = post<types.QrCodeRequest, types.QrCode>('/cgi-bin/qrcode/create', types.qrCode)

/** 43004 not a follower, 40037 wrong template, 47003 wrong value, 45009 daily limit. The outcome comes as TEMPLATESENDJOBFINISH. */
export const sendTemplate = post<types.TemplateMessage, { msgid: string }>(
  '/cgi-bin/message/template/send',
  types.sentMessage,
)

export const templates = get(
  '/cgi-bin/template/get_all_private_template',
  object({ template_list: list(types.template) }),
  () => ({}),
)

export const jsapiTicket = get('/cgi-bin/ticket/getticket', types.ticket, () => ({ type: 'jsapi' }))

/** The code works once within 5 minutes: 40029, 40163. */
export const oauthToken = withoutToken(
  get('/sns/oauth2/access_token', types.oauthToken, ({ appid, secret, code }: AppSecret & { code: string }) => ({
    appid,
    secret,
    code,
    grant_type: 'authorization_code',
  })),
)

/** Uses the person's own token from `oauthToken`, not the account's. */
export const oauthUser = withoutToken(
  get('/sns/userinfo', types.oauthUser, ({ token, openid }: { token: string; openid: string }) => ({
    access_token: token,
    openid,
    lang: 'zh_CN',
  })),
)
