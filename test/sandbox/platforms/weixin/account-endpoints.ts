import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import { text } from '../../kernel/validate'
import { weixinRows } from './rows'

const CLEARS_PER_MONTH = 10
const RID = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/
const RID_SECONDS = 7 * 86_400
const CHECKS = ['dns', 'ping', 'all']
const OPERATORS = ['CHINANET', 'UNICOM', 'CAP', 'DEFAULT']

/**
 * What an account may ask about its own calls (protocol reference §1.6). `rows` gives all calls there are, because a
 * quota is a column of theirs.
 */
export function accountEndpoints(kernel: Kernel, rows: () => Endpoint[]): Endpoint[] {
  const quotaOf = (path: string, account: string, kind: string): Record<string, unknown> => {
    const known = rows().filter((row) => row.host === 'api.weixin.qq.com' && row.path === path)
    if (known.length === 0) throw new PlatformError(76021)
    const row = known.find(({ token }) => token.some((allowed) => allowed === kind))
    if (row === undefined) throw new PlatformError(76022)
    const used = kernel.quota.used(`${path} ${account}`, 'day')
    // A limit of 0 is how the platform writes "not limited by day".
    const limit = row.dailyLimit ?? 0
    return ok({ quota: { daily_limit: limit, used, remain: Math.max(0, limit - used) } })
  }
  const request = (rid: string): Record<string, unknown> => {
    if (!RID.test(rid)) throw new PlatformError(76002)
    const entry = kernel.journal.byRid(rid)
    if (entry === undefined) throw new PlatformError(76001)
    const invoked = Math.floor(Date.parse(entry.at) / 1000)
    if (kernel.clock.nowSeconds() - invoked > RID_SECONDS) throw new PlatformError(76004)
    return ok({
      request: {
        invoke_time: invoked,
        cost_in_ms: entry.milliseconds,
        request_url: entry.path.split('?')[1] ?? '',
        request_body: entry.request ?? '',
        response_body: entry.response ?? '',
        client_ip: '127.0.0.1',
      },
    })
  }
  return weixinRows(
    ['official_account', 'mini_program'],
    [
      {
        method: 'GET',
        path: '/cgi-bin/getcallbackip',
        about: '微信回调服务器的 IP',
        handle: () => ({ ip_list: ['127.0.0.1'] }),
      },
      {
        method: 'GET',
        path: '/cgi-bin/get_api_domain_ip',
        about: '微信接口域名的 IP',
        handle: () => ({ ip_list: ['127.0.0.1'] }),
      },
      {
        method: 'POST',
        path: '/cgi-bin/clear_quota',
        about: '清空当日调用次数，每月 10 次',
        sample: { body: { appid: 'APPID' } },
        errors: [40013, 48006],
        handle: ({ body, grant }) => {
          if (text(body, 'appid', 40013) !== grant.account) throw new PlatformError(40013)
          kernel.quota.take(`clear quota ${grant.account}`, CLEARS_PER_MONTH, 'month', 48006)
          kernel.quota.clear(` ${grant.account}`)
          return ok()
        },
      },
      {
        method: 'POST',
        path: '/cgi-bin/openapi/quota/get',
        about: '查询某个接口当日的额度',
        sample: { body: { cgi_path: '/cgi-bin/message/custom/send' } },
        errors: [76021, 76022],
        handle: ({ body, grant }) => quotaOf(text(body, 'cgi_path', 76021), grant.account, grant.kind),
      },
      {
        method: 'POST',
        path: '/cgi-bin/openapi/rid/get',
        about: '按 rid 查询出错的请求，保留 7 天',
        sample: { body: { rid: '64229bc2-48d0e8b1-2008ed9b' } },
        errors: [76001, 76002, 76004],
        handle: ({ body }) => request(text(body, 'rid', 76002)),
      },
      {
        method: 'POST',
        path: '/cgi-bin/callback/check',
        about: '检测回调地址的网络',
        sample: { body: { action: 'all', check_operator: 'DEFAULT' } },
        errors: [40201, 40202],
        handle: ({ body }) => {
          const action = text(body, 'action', 40201)
          if (!CHECKS.includes(action)) throw new PlatformError(40201)
          if (!OPERATORS.includes(text(body, 'check_operator', 40202))) throw new PlatformError(40202)
          const dns = [{ ip: '127.0.0.1', real_operator: 'DEFAULT' }]
          const ping = [{ ip: '127.0.0.1', from_operator: 'DEFAULT', package_loss: '0%', time: '1.000ms' }]
          return { ...(action === 'ping' ? {} : { dns }), ...(action === 'dns' ? {} : { ping }) }
        },
      },
    ],
  )
}
