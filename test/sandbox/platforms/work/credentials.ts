import { workApps } from '../../accounts'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import { text } from '../../kernel/validate'
import type { OAuth } from '../open/oauth'
import { jsTicket } from '../weixin-base'
import { post, read } from './calls'

const ERRORS_PER_HOUR = 2000
const CORP_TICKETS_PER_HOUR = 400
const AGENT_TICKETS_PER_HOUR = 100

/**
 * `gettoken`: the same token while it is valid; above 2000 refusals in an hour the call is closed until the next one.
 */
function token(kernel: Kernel, corpid: string | undefined, secret: string | undefined): Record<string, unknown> {
  const { work } = kernel.accounts
  const counter = 'gettoken errors'
  if (kernel.quota.used(counter, 'hour') >= ERRORS_PER_HOUR) throw new PlatformError(45009, 'too many gettoken errors')
  const refuse = (errcode: number, detail: string): PlatformError => {
    kernel.quota.take(counter, Infinity, 'hour')
    return new PlatformError(errcode, detail)
  }
  if (corpid === undefined || corpid === '') throw refuse(41002, 'corpid missing')
  if (secret === undefined || secret === '') throw refuse(41004, 'corpsecret missing')
  if (corpid !== work.corpid) throw refuse(40013, 'invalid corpid')
  const app = workApps(work).find((known) => known.secret === secret)
  if (app === undefined) throw refuse(40001, 'invalid credential')
  return ok({ ...kernel.tokens.issueWork(work.corpid, app) })
}

/** Credentials, tickets and log-in of WeCom (protocol reference §3.0, §3.14, §3.15). */
export function credentialEndpoints(kernel: Kernel, oauth: OAuth): Endpoint[] {
  const { work } = kernel.accounts
  const credentials = { corpid: work.corpid, corpsecret: '…' }
  return [
    {
      ...read('gettoken', '获取 access_token', credentials, ({ query }) =>
        token(kernel, query.corpid, query.corpsecret),
      ),
      token: [],
    },
    read('get_jsapi_ticket', '企业的 jsapi_ticket', {}, () => {
      kernel.quota.take('corp ticket', CORP_TICKETS_PER_HOUR, 'hour')
      return ok(jsTicket(kernel, `corp ${work.corpid}`))
    }),
    read('ticket/get', '应用的 jsapi_ticket', { type: 'agent_config' }, ({ query, grant }) => {
      if (query.type !== 'agent_config') throw new PlatformError(40058)
      kernel.quota.take('agent ticket', AGENT_TICKETS_PER_HOUR, 'hour')
      return ok(jsTicket(kernel, `agent ${work.corpid} ${grant.app}`))
    }),
    read('auth/getuserinfo', '由授权码得到访问者', { code: 'CODE' }, ({ query }) => {
      if (query.code === undefined || query.code === '') throw new PlatformError(40029)
      return ok(oauth.memberInfo(query.code))
    }),
    post('auth/getuserdetail', '成员同意给出的敏感信息', { user_ticket: 'TICKET' }, ({ body }) =>
      ok(oauth.memberDetail(text(body, 'user_ticket', 84014))),
    ),
    read('getcallbackip', '回调来自的地址', {}, () => ok({ ip_list: ['127.0.0.1'] })),
    read('get_api_domain_ip', '接口域名的地址', {}, () => ok({ ip_list: ['127.0.0.1'] })),
  ]
}
