import { ok, PlainAnswer, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import { SingleUseCodes } from '../../kernel/single-use-codes'
import type { Person } from '../../people/people'
import { checkAppSecret } from '../weixin-base'
import type { Directory } from '../work/directory'
import { choicePage } from './choice-page'

const CODE_LIFE_SECONDS = 300
const TOKEN_LIFE_SECONDS = 7200
const REFRESH_LIFE_SECONDS = 30 * 86_400
const MEMBER_TICKET_SECONDS = 1800
/** So long an expired token is told apart from one that never was. */
const REMEMBERED_SECONDS = 7 * 86_400

interface WebGrant {
  personId: string
  appid: string
  scope: string
  /** The page was opened in snapshot mode: who is looking gets a virtual openid and no name. */
  snapshot?: boolean
}

interface WebToken extends WebGrant {
  expiresAt: number
}

/** A member with what they agreed to tell, or somebody from outside the company. */
type MemberPayload = { userid: string; private?: boolean } | { personId: string }

/** Web OAuth of the official account and log-in of WeCom members (protocol reference §1.16, §3.15). */
export class OAuth {
  private readonly webCodes: SingleUseCodes<WebGrant>
  private readonly memberCodes: SingleUseCodes<MemberPayload>
  private readonly memberTickets
  private readonly accessTokens
  private readonly refreshTokens

  constructor(
    private readonly kernel: Kernel,
    private readonly directory: Directory,
  ) {
    const { store, clock } = kernel
    const life = { lifeSeconds: CODE_LIFE_SECONDS, unknown: 40029, length: 32 }
    this.webCodes = new SingleUseCodes(store, 'web oauth', clock, { ...life, used: 40163, expired: 40029 })
    this.memberCodes = new SingleUseCodes(store, 'member', clock, { ...life, used: 40029, expired: 42003 })
    this.memberTickets = store.map<{ userid: string; expiresAt: number }>('member tickets')
    this.accessTokens = store.map<WebToken>('web oauth tokens')
    this.refreshTokens = store.map<WebToken>('web oauth refresh tokens')
    const isOver = ({ expiresAt }: { expiresAt: number }, now: number): boolean => now > expiresAt + REMEMBERED_SECONDS
    for (const rows of [this.accessTokens, this.refreshTokens]) kernel.housekeeping.rule(rows, isOver)
    kernel.housekeeping.rule(this.memberTickets, isOver)
  }

  webCode(person: Person, appid: string, scope: string, snapshot = false): string {
    return this.webCodes.issue({ personId: person.id, appid, scope, ...(snapshot ? { snapshot } : {}) })
  }

  /** `withPrivate`: the page asked for `snsapi_privateinfo` and the member agreed. */
  memberCode(userid: string, withPrivate = false): string {
    return this.memberCodes.issue({ userid, ...(withPrivate ? { private: true } : {}) })
  }

  /** Somebody who is no member opened a page of the app. */
  outsiderCode(person: Person): string {
    return this.memberCodes.issue({ personId: person.id })
  }

  exchange(appid: string, code: string): Record<string, unknown> {
    return this.issue(this.webCodes.redeem(code, (payload) => payload.appid === appid))
  }

  refresh(appid: string, refreshToken: string): Record<string, unknown> {
    const row = this.refreshTokens.get(refreshToken)
    if (row?.appid !== appid) throw new PlatformError(40030)
    if (row.expiresAt <= this.kernel.clock.nowSeconds()) throw new PlatformError(42002)
    return this.issue(row)
  }

  userInfo(accessToken: string | undefined, openid: string | undefined): Record<string, unknown> {
    const { person, row } = this.checkWebToken(accessToken, openid)
    if (row.scope !== 'snsapi_userinfo') throw new PlatformError(48001)
    return {
      openid,
      nickname: row.snapshot ? '微信用户' : person.name,
      sex: 0,
      language: '',
      city: '',
      province: '',
      country: '',
      headimgurl: '',
      privilege: [],
      ...this.unionidOf(person, row),
    }
  }

  checkWebToken(accessToken: string | undefined, openid: string | undefined): { person: Person; row: WebToken } {
    if (accessToken === undefined || accessToken === '') throw new PlatformError(41001)
    const row = this.accessTokens.get(accessToken)
    if (row === undefined) throw new PlatformError(40001)
    if (row.expiresAt <= this.kernel.clock.nowSeconds()) throw new PlatformError(42001)
    const person = this.kernel.people.find(row.personId)
    if (person === undefined || this.openidOf(person, row) !== openid) throw new PlatformError(40003)
    return { person, row }
  }

  /** `auth/getuserinfo` of WeCom: who opened the page. */
  memberInfo(code: string): Record<string, unknown> {
    const payload = this.memberCodes.redeem(code)
    if ('userid' in payload) return { userid: payload.userid, ...(payload.private ? this.ticket(payload.userid) : {}) }
    const person = this.kernel.people.find(payload.personId)
    if (person === undefined) throw new PlatformError(40029)
    const { corpid } = this.kernel.accounts.work
    return {
      openid: this.kernel.people.openid(person, corpid),
      external_userid: this.kernel.people.externalUserid(person, corpid),
    }
  }

  /** `auth/getuserdetail`: 84015 for an unknown ticket, 84014 for one past its half hour. */
  memberDetail(ticket: string): Record<string, unknown> {
    const row = this.memberTickets.get(ticket)
    if (row === undefined) throw new PlatformError(84015)
    if (row.expiresAt <= this.kernel.clock.nowSeconds()) throw new PlatformError(84014)
    const { userid, mobile, email } = this.directory.require(row.userid)
    const avatar = `http://wework.qpic.cn/wwhead/${userid}/0`
    return { userid, gender: '0', avatar, qr_code: '', mobile, email, biz_mail: email, address: '' }
  }

  /** The page that a browser inside WeChat or WeCom passes through: it asks who is looking, then goes back with a code. */
  authorize(query: Record<string, string | undefined>): PlainAnswer {
    const { work } = this.kernel.accounts
    const back = parseUrl(query.redirect_uri)
    if (back === undefined)
      return new PlainAnswer(
        200,
        'text/html; charset=utf-8',
        '<meta charset="utf-8"><p>redirect_uri 参数错误 (10003)</p>',
      )
    const forMember = query.appid === work.corpid
    if (!forMember && query.appid !== this.kernel.accounts.officialAccount.appid) {
      return new PlainAnswer(200, 'text/html; charset=utf-8', '<meta charset="utf-8"><p>appid 参数错误 (10013)</p>')
    }
    const withPrivate = query.scope === 'snsapi_privateinfo'
    const code = forMember ? this.codeForMember(query.sandbox_member, withPrivate) : this.codeForPerson(query)
    if (code === undefined) return choicePage(this.kernel, this.directory, query, forMember)
    back.searchParams.set('code', code)
    if (query.state !== undefined) back.searchParams.set('state', query.state)
    return new PlainAnswer(302, 'text/plain', '', { location: back.toString() })
  }

  private codeForMember(userid: string | undefined, withPrivate: boolean): string | undefined {
    const member = this.directory.find(userid ?? '')
    return member === undefined ? undefined : this.memberCode(member.userid, withPrivate)
  }

  private ticket(userid: string): { user_ticket: string; expires_in: number } {
    const now = this.kernel.clock.nowSeconds()
    const ticket = randomText(64)
    this.memberTickets.set(ticket, { userid, expiresAt: now + MEMBER_TICKET_SECONDS })
    return { user_ticket: ticket, expires_in: MEMBER_TICKET_SECONDS }
  }

  private codeForPerson(query: Record<string, string | undefined>): string | undefined {
    const person = this.kernel.people.find(query.sandbox_person ?? '')
    return person === undefined ? undefined : this.webCode(person, query.appid ?? '', query.scope ?? 'snsapi_base')
  }

  private issue(grant: WebGrant): Record<string, unknown> {
    const person = this.kernel.people.find(grant.personId)
    if (person === undefined) throw new PlatformError(40029)
    const now = this.kernel.clock.nowSeconds()
    const accessToken = `${70 + (now % 29)}_${randomText(134)}`
    const refreshToken = `${70 + (now % 29)}_${randomText(134)}`
    const { personId, appid, scope, snapshot } = grant
    const kept = { personId, appid, scope, ...(snapshot ? { snapshot } : {}) }
    this.accessTokens.set(accessToken, { ...kept, expiresAt: now + TOKEN_LIFE_SECONDS })
    this.refreshTokens.set(refreshToken, { ...kept, expiresAt: now + REFRESH_LIFE_SECONDS })
    return {
      access_token: accessToken,
      expires_in: TOKEN_LIFE_SECONDS,
      refresh_token: refreshToken,
      openid: this.openidOf(person, grant),
      scope,
      ...(snapshot ? { is_snapshotuser: 1 } : {}),
      ...(scope === 'snsapi_userinfo' ? this.unionidOf(person, grant) : {}),
    }
  }

  /** In snapshot mode the openid belongs to nobody. */
  private openidOf(person: Person, { appid, snapshot }: WebGrant): string {
    return this.kernel.people.openid(person, snapshot ? `${appid} snapshot` : appid)
  }

  private unionidOf(person: Person, { appid, snapshot }: WebGrant): { unionid?: string } {
    const bound = this.kernel.settings.of(appid).boundToOpenPlatform
    return bound && !snapshot ? { unionid: this.kernel.people.unionid(person) } : {}
  }
}

function parseUrl(text: string | undefined): URL | undefined {
  return text !== undefined && URL.canParse(text) && /^https?:/.test(text) ? new URL(text) : undefined
}

export function oauthEndpoints(kernel: Kernel, oauth: OAuth): Endpoint[] {
  const api = { host: 'api.weixin.qq.com', method: 'GET', token: [] } satisfies Partial<Endpoint>
  return [
    {
      host: 'open.weixin.qq.com',
      method: 'GET',
      path: '/connect/oauth2/authorize',
      about: '网页授权页：选择是谁在看，然后带着 code 回到 redirect_uri',
      sample: { query: { appid: 'APPID', redirect_uri: 'https://guyuji.example/', scope: 'snsapi_base', state: 's' } },
      token: [],
      handle: ({ query }) => oauth.authorize(query),
    },
    {
      host: 'login.work.weixin.qq.com',
      method: 'GET',
      path: '/wwlogin/sso/login',
      about: '企业微信扫码登录页',
      sample: { query: { appid: 'CORPID', redirect_uri: 'https://guyuji.example/', state: 's' } },
      token: [],
      handle: ({ query }) => oauth.authorize(query),
    },
    {
      ...api,
      path: '/sns/oauth2/access_token',
      about: '用网页授权 code 换取用户凭据，一次有效、5 分钟',
      sample: { query: { appid: 'APPID', secret: 'SECRET', code: 'CODE', grant_type: 'authorization_code' } },
      errors: [40002, 40013, 40029, 40125, 40163, 41002, 41004, 41008],
      handle: ({ query }) => {
        const { app } = checkAppSecret(kernel, query.appid, query.secret)
        if (query.grant_type !== 'authorization_code') throw new PlatformError(40002)
        if (query.code === undefined || query.code === '') throw new PlatformError(41008)
        return oauth.exchange(app.appid, query.code)
      },
    },
    {
      ...api,
      path: '/sns/oauth2/refresh_token',
      about: '刷新用户凭据，30 天内有效',
      sample: { query: { appid: 'APPID', grant_type: 'refresh_token', refresh_token: 'REFRESH_TOKEN' } },
      errors: [40002, 40030, 42002],
      handle: ({ query }) => {
        if (query.grant_type !== 'refresh_token') throw new PlatformError(40002)
        return oauth.refresh(query.appid ?? '', query.refresh_token ?? '')
      },
    },
    {
      ...api,
      path: '/sns/userinfo',
      about: '用用户凭据读取昵称头像，须 snsapi_userinfo',
      sample: { query: { access_token: 'USER_TOKEN', openid: 'OPENID', lang: 'zh_CN' } },
      errors: [40001, 40003, 41001, 42001, 48001],
      handle: ({ query }) => oauth.userInfo(query.access_token, query.openid),
    },
    {
      ...api,
      path: '/sns/auth',
      about: '检验用户凭据',
      sample: { query: { access_token: 'USER_TOKEN', openid: 'OPENID' } },
      errors: [40001, 40003, 41001, 42001],
      handle: ({ query }) => {
        oauth.checkWebToken(query.access_token, query.openid)
        return ok()
      },
    },
  ]
}
