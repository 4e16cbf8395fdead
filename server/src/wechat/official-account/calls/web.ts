/** Web pages inside WeChat: JS-SDK (protocol §1.15) and OAuth (§1.16). */
import { get, withoutToken, type ReplyOf } from '../../kernel/call'
import { integer, nothing, object, optional, text, withDefault, list } from '../../kernel/shape'
import type { AppSecret } from '../../weixin/account'

/** Lives 7200 seconds, to be kept. */
export const jsapiTicket = get('/cgi-bin/ticket/getticket', object({ ticket: text, expires_in: integer }), () => ({
  type: 'jsapi',
}))

const personToken = object({
  access_token: text,
  expires_in: integer,
  refresh_token: text,
  openid: text,
  scope: withDefault(text, ''),
  unionid: optional(text),
  /** 1: the page was opened in snapshot mode and the openid is virtual. Never bind a person to it. */
  is_snapshotuser: optional(integer),
})

/** The code works once within 5 minutes: 40029, 40163; 41008 missing. 40013, 40125 the account's own. */
export const oauthToken = withoutToken(
  get(
    '/sns/oauth2/access_token',
    personToken,
    ({ appid, secret, code }: AppSecret & { code: string }) => ({
      appid,
      secret,
      code,
      grant_type: 'authorization_code',
    }),
    [40013, 40029, 40125, 40163, 41008],
  ),
)
/** A person's own token, not the account's. */
export type OauthToken = ReplyOf<typeof oauthToken>

/** A refresh token lives 30 days: 40030 wrong, 42002 past it. */
export const refreshOauth = withoutToken(
  get(
    '/sns/oauth2/refresh_token',
    personToken,
    ({ appid, refreshToken }: { appid: string; refreshToken: string }) => ({
      appid,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    }),
    [40030, 42002],
  ),
)

interface PersonsToken {
  token: string
  openid: string
}

/** Only with the scope snsapi_userinfo: 48001. Sex and city are empty since 2021-10 (unverified). 40001 token, 40003 another person's. */
export const oauthUser = withoutToken(
  get(
    '/sns/userinfo',
    object({
      openid: text,
      nickname: withDefault(text, ''),
      headimgurl: withDefault(text, ''),
      privilege: withDefault(list(text), []),
      unionid: optional(text),
    }),
    ({ token, openid }: PersonsToken) => ({ access_token: token, openid, lang: 'zh_CN' }),
    [40001, 40003, 48001],
  ),
)

/** Whether a person's token still works: 40003 when not. */
export const checkOauth = withoutToken(
  get('/sns/auth', nothing, ({ token, openid }: PersonsToken) => ({ access_token: token, openid }), [40003]),
)
