import type { AccountKind, WorkApp } from '../accounts'
import type { Clock } from './clock'
import { PlatformError } from './errors'
import type { Housekeeping } from './housekeeping'
import { randomText } from './ids'
import type { Quota } from './quota'
import type { Store } from './store'

const LIFE_SECONDS = 7200
const OVERLAP_SECONDS = 300
const FORCED_REFRESH_GAP_SECONDS = 30
/** So long an expired token is told apart from one that never was. */
const REMEMBERED_SECONDS = 7 * 86_400

interface TokenRow {
  kind: AccountKind
  /** appid or corpid */
  account: string
  /** Of WeCom: the secret's app. */
  app?: string
  expiresAt: number
  /** Set when a newer token took this one's place: it lives on for a while and is then "not latest" rather than expired. */
  replacedUntil?: number
}

interface CurrentRow {
  token: string
  forcedAt?: number
}

export interface TokenGrant {
  kind: AccountKind
  account: string
  /** Of WeCom: the name of the app whose secret was given. */
  app?: string
}

export interface IssuedToken {
  access_token: string
  expires_in: number
}

const WEIXIN_TOKEN = /^\d{2}_[A-Za-z0-9]{134}$/

/** Access tokens with the life rules of each platform (protocol reference §0). */
export class Tokens {
  private readonly rows
  private readonly current

  constructor(
    store: Store,
    private readonly clock: Clock,
    private readonly quota: Quota,
    housekeeping: Housekeeping,
  ) {
    this.rows = store.map<TokenRow>('tokens')
    housekeeping.rule(this.rows, ({ expiresAt }, now) => now > expiresAt + REMEMBERED_SECONDS)
    this.current = store.map<CurrentRow>('current tokens')
  }

  /** `GET /cgi-bin/token`: always a new one; the one before stays usable for five more minutes. */
  issuePlain(kind: 'official_account' | 'mini_program', appid: string): IssuedToken {
    this.quota.take(`token ${appid}`, 2000, 'day')
    return this.replace(kind, appid, `plain ${appid}`, OVERLAP_SECONDS)
  }

  /** `POST /cgi-bin/stable_token`: the same one until five minutes before its end, unless a refresh is forced. */
  issueStable(kind: 'official_account' | 'mini_program', appid: string, force: boolean): IssuedToken {
    this.quota.take(`stable_token ${appid}`, 10_000, 'minute')
    const slot = `stable ${appid}`
    const held = this.current.get(slot)
    const now = this.clock.nowSeconds()
    if (force) {
      const tooSoon = held?.forcedAt !== undefined && now - held.forcedAt < FORCED_REFRESH_GAP_SECONDS
      if (!tooSoon) {
        this.quota.take(`stable_token forced ${appid}`, 20, 'day')
        const issued = this.replace(kind, appid, slot, 0)
        this.current.set(slot, { token: issued.access_token, forcedAt: now })
        return issued
      }
    }
    return this.reuse(slot, OVERLAP_SECONDS) ?? this.replace(kind, appid, slot, OVERLAP_SECONDS)
  }

  /** WeCom `gettoken`: the same one while it is valid. */
  issueWork(corpid: string, { name, secret }: WorkApp): IssuedToken {
    const slot = `work ${corpid} ${secret}`
    return this.reuse(slot, 0) ?? this.replace('work', corpid, slot, 0, name)
  }

  /** Whose token this is; raises 41001 missing, 40014 garbled, 40001 wrong or not latest, 42001 expired. */
  check(token: string | undefined, platform: 'weixin' | 'work'): TokenGrant {
    if (token === undefined || token === '') throw new PlatformError(41001)
    const row = this.rows.get(token)
    const belongsHere = row !== undefined && (row.kind === 'work') === (platform === 'work')
    if (!belongsHere) throw new PlatformError(platform === 'weixin' && WEIXIN_TOKEN.test(token) ? 40001 : 40014)
    const now = this.clock.nowSeconds()
    if (now >= row.expiresAt) throw new PlatformError(42001)
    if (row.replacedUntil !== undefined && now >= row.replacedUntil)
      throw new PlatformError(platform === 'work' ? 40014 : 40001)
    return { kind: row.kind, account: row.account, ...(row.app === undefined ? {} : { app: row.app }) }
  }

  /** Ends every token of an account at once, which platforms do without notice. Returns how many ended. */
  expireAll(account: string): number {
    const now = this.clock.nowSeconds()
    let ended = 0
    for (const row of this.rows.values()) {
      if (row.account !== account || row.expiresAt <= now) continue
      row.expiresAt = now
      ended += 1
    }
    for (const [slot] of this.current) if (slot.split(' ')[1] === account) this.current.delete(slot)
    return ended
  }

  private reuse(slot: string, marginSeconds: number): IssuedToken | undefined {
    const token = this.current.get(slot)?.token
    const row = token === undefined ? undefined : this.rows.get(token)
    if (token === undefined || row === undefined) return undefined
    const left = row.expiresAt - this.clock.nowSeconds()
    return left > marginSeconds ? { access_token: token, expires_in: left } : undefined
  }

  private replace(kind: AccountKind, account: string, slot: string, overlapSeconds: number, app?: string): IssuedToken {
    const now = this.clock.nowSeconds()
    const before = this.current.get(slot)
    const old = before === undefined ? undefined : this.rows.get(before.token)
    if (old !== undefined) old.replacedUntil = now + overlapSeconds
    const token = kind === 'work' ? randomText(214) : `${70 + (now % 29)}_${randomText(134)}`
    this.rows.set(token, { kind, account, expiresAt: now + LIFE_SECONDS, ...(app === undefined ? {} : { app }) })
    this.current.set(slot, { ...before, token })
    return { access_token: token, expires_in: LIFE_SECONDS }
  }
}
