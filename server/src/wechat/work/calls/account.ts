import { get, noParameters, withoutToken } from '../../kernel/call'
import { integer, list, object, text } from '../../kernel/shape'

/** One token per corp *and* app, the same while it lives. 40013 corpid, 40001 (or 40091) secret; must not be polled: 2000 errors an hour block it. */
export const token = withoutToken(
  get(
    '/cgi-bin/gettoken',
    object({ access_token: text, expires_in: integer }),
    ({ corpid, secret }: { corpid: string; secret: string }) => ({ corpid, corpsecret: secret }),
    [40001, 40013, 40091],
  ),
)

const addresses = object({ ip_list: list(text) })

/** Addresses and networks that callbacks come from: to be let in by the firewall. */
export const callbackAddresses = get('/cgi-bin/getcallbackip', addresses, noParameters)

/** Addresses of the API: to be let out by the firewall. */
export const apiAddresses = get('/cgi-bin/get_api_domain_ip', addresses, noParameters)
