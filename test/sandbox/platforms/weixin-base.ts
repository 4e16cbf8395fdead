import { findApp, type AppAccount } from '../accounts'
import { ok, type Endpoint } from '../kernel/endpoint'
import { PlatformError } from '../kernel/errors'
import { randomText } from '../kernel/ids'
import type { Kernel } from '../kernel/kernel'
import { text } from '../kernel/validate'

const TICKET_LIFE_SECONDS = 7200

/** Checks appid and secret as every credential call of official accounts and mini-programs does: 40013, 40125. */
export function checkAppSecret(
  kernel: Kernel,
  appid: string | undefined,
  secret: string | undefined,
): { kind: 'official_account' | 'mini_program'; app: AppAccount } {
  if (appid === undefined || appid === '') throw new PlatformError(41002)
  const found = findApp(kernel.accounts, appid)
  if (found === undefined) throw new PlatformError(40013)
  if (secret === undefined || secret === '') throw new PlatformError(41004)
  if (secret !== found.app.secret) throw new PlatformError(40125)
  return found
}

/** Accounts may name the addresses that may ask for their tokens: 40164 for all others. */
function checkAddress(kernel: Kernel, app: AppAccount, ip: string): void {
  const { allowedIps } = kernel.settings.of(app.appid)
  const address = ip.replace(/^::ffff:/, '')
  if (allowedIps.length > 0 && !allowedIps.includes(address))
    throw new PlatformError(40164, `invalid ip ${address} ipv6 ::ffff:${address}, not in whitelist`)
}

/** A ticket for page signatures, the same one while it lives. */
export function jsTicket(kernel: Kernel, name: string): { ticket: string; expires_in: number } {
  const tickets = kernel.store.map<{ ticket: string; expiresAt: number }>('js tickets')
  const now = kernel.clock.nowSeconds()
  let row = tickets.get(name)
  if (row === undefined || row.expiresAt <= now) {
    row = { ticket: randomText(86), expiresAt: now + TICKET_LIFE_SECONDS }
    tickets.set(name, row)
  }
  return { ticket: row.ticket, expires_in: row.expiresAt - now }
}

/** Credentials that official accounts and mini-programs share (protocol reference §0, §1.6, §1.15). */
export function weixinBaseEndpoints(kernel: Kernel): Endpoint[] {
  const host = 'api.weixin.qq.com'
  return [
    {
      host,
      method: 'GET',
      path: '/cgi-bin/token',
      about: '获取接口调用凭据；旧凭据还能用 5 分钟',
      sample: { query: { grant_type: 'client_credential', appid: 'APPID', secret: 'APPSECRET' } },
      errors: [40002, 40013, 40125, 40164, 41002, 41004, 45009],
      token: [],
      handle: ({ query, ip }) => {
        if (query.grant_type !== 'client_credential') throw new PlatformError(40002)
        const { kind, app } = checkAppSecret(kernel, query.appid, query.secret)
        checkAddress(kernel, app, ip)
        return kernel.tokens.issuePlain(kind, app.appid)
      },
    },
    {
      host,
      method: 'POST',
      path: '/cgi-bin/stable_token',
      about: '获取稳定版接口调用凭据；强制刷新每天 20 次、间隔 30 秒',
      sample: {
        body: { grant_type: 'client_credential', appid: 'APPID', secret: 'APPSECRET', force_refresh: false },
      },
      errors: [40002, 40013, 40125, 40164, 41002, 41004, 45009, 45011],
      token: [],
      handle: ({ body, ip }) => {
        if (text(body, 'grant_type', 40002) !== 'client_credential') throw new PlatformError(40002)
        const { kind, app } = checkAppSecret(kernel, text(body, 'appid', 41002), text(body, 'secret', 41004))
        checkAddress(kernel, app, ip)
        return kernel.tokens.issueStable(kind, app.appid, body.force_refresh === true)
      },
    },
    {
      host,
      method: 'GET',
      path: '/cgi-bin/ticket/getticket',
      about: '获取 JS-SDK 的 jsapi_ticket',
      sample: { query: { type: 'jsapi' } },
      errors: [40058],
      token: ['official_account'],
      handle: ({ query, grant }) => {
        if (query.type !== 'jsapi') throw new PlatformError(40058)
        return ok(jsTicket(kernel, `jsapi ${grant.account}`))
      },
    },
  ]
}
