/** What official accounts and mini-programs have in common: the same host answers the same endpoints for both. */
import { get, limited, noParameters, post, withoutToken } from '../kernel/call'
import { perDay, perMinute, perMonth } from '../kernel/limits'
import { integer, list, nothing, object, optional, text, withDefault } from '../kernel/shape'

export interface AppSecret {
  appid: string
  secret: string
}

/**
 * The same token until it is about to end; does not fight with other callers (protocol §0).
 * 40013 appid, 40125 secret, 40164 address not allowed, 45009 and 45011 too often.
 * `force_refresh` gives a new one (20 a day, 30 seconds apart; sooner it is the old one).
 */
export const stableToken = limited(
  withoutToken(
    post(
      '/cgi-bin/stable_token',
      object({ access_token: text, expires_in: integer }),
      ({ appid, secret, force = false }: AppSecret & { force?: boolean }) => ({
        grant_type: 'client_credential',
        appid,
        secret,
        force_refresh: force,
      }),
      [40013, 40125, 40164, 45009, 45011],
    ),
  ),
  perMinute(10_000),
  perDay(500_000),
)

const addresses = object({ ip_list: list(text) })

/** Addresses and networks that callbacks come from: to be let in by the firewall. */
export const callbackAddresses = get('/cgi-bin/getcallbackip', addresses, noParameters)

/** Addresses of the API: to be let out by the firewall. */
export const apiAddresses = get('/cgi-bin/get_api_domain_ip', addresses, noParameters)

/** Sets all daily counts back. 48006 more than 10 times a month. */
export const clearQuota = limited(
  post('/cgi-bin/clear_quota', nothing, ({ appid }: { appid: string }) => ({ appid }), [48006]),
  perMonth(10),
)

/** What is left today of one endpoint, named by its path. 76021 no such path, 76022 not ours. */
export const quota = post(
  '/cgi-bin/openapi/quota/get',
  object({ quota: object({ daily_limit: integer, used: integer, remain: integer }) }),
  ({ path }: { path: string }) => ({ cgi_path: path }),
  [76021, 76022],
)

const probe = object({ ip: text, real_operator: withDefault(text, '') })

/** Lets the platform look up and ping the callback address. */
export const checkCallback = post(
  '/cgi-bin/callback/check',
  object({
    dns: withDefault(list(probe), []),
    ping: withDefault(list(object({ ip: text, time: optional(text), package_loss: optional(text) })), []),
  }),
  ({ action = 'all' }: { action?: 'all' | 'dns' | 'ping' }) => ({ action, check_operator: 'DEFAULT' }),
)
