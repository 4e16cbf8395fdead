import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import { text } from '../../kernel/validate'
import type { Person } from '../../people/people'
import type { PayOrder, PayOrders } from '../pay/orders'
import { checkAppSecret } from '../weixin-base'
import { weixinRows } from '../weixin/rows'
import type { MiniProgram } from './mini-program'

type Orders = Pick<PayOrders, 'find' | 'byTransaction'>

const PAID_MINUTES_MS = 5 * 60_000

/** The unionid of somebody who paid in the last five minutes; the order may be named or left out. */
function paidUnionid(
  kernel: Kernel,
  person: Person,
  orders: Orders,
  query: Record<string, string | undefined>,
): Record<string, unknown> {
  if (!kernel.settings.of(kernel.accounts.miniProgram.appid).boundToOpenPlatform) throw new PlatformError(89002)
  const { transaction_id: transaction, mch_id: merchant, out_trade_no: trade } = query
  const order = transaction === undefined ? orders.find(trade ?? '') : byTransaction(orders, transaction)
  const known = order?.personId === person.id && (transaction !== undefined || merchant === order.mchid)
  if (!known || order.paidAt === undefined || kernel.clock.nowMs() - order.paidAt > PAID_MINUTES_MS)
    throw new PlatformError(89300)
  return ok({ unionid: kernel.people.unionid(person) })
}

function byTransaction(orders: Orders, id: string): PayOrder | undefined {
  try {
    return orders.byTransaction(id)
  } catch {
    return undefined
  }
}

/** Who uses the mini-program (protocol reference §2.1, §2.2). */
export function miniProgramUserEndpoints(kernel: Kernel, miniProgram: MiniProgram, orders: Orders): Endpoint[] {
  const signed = { query: { openid: 'OPENID', signature: 'HMAC_SHA256', sig_method: 'hmac_sha256' } }
  return [
    {
      host: 'api.weixin.qq.com',
      method: 'GET',
      path: '/sns/jscode2session',
      about: '用 wx.login 的 code 换取 openid 与 session_key，一次有效、5 分钟',
      sample: { query: { appid: 'APPID', secret: 'SECRET', js_code: 'CODE', grant_type: 'authorization_code' } },
      errors: [40002, 40013, 40029, 40125, 40163, 41002, 41004, 41008, 45011],
      token: [],
      handle: ({ query }) => {
        const { kind, app } = checkAppSecret(kernel, query.appid, query.secret)
        if (kind !== 'mini_program') throw new PlatformError(40013)
        if (query.grant_type !== 'authorization_code') throw new PlatformError(40002)
        if (query.js_code === undefined || query.js_code === '') throw new PlatformError(41008)
        return miniProgram.session(app.appid, query.js_code)
      },
    },
    ...weixinRows(
      ['mini_program'],
      [
        {
          method: 'GET',
          path: '/wxa/checksession',
          about: '检验登录态',
          sample: signed,
          errors: [40003, 87009],
          handle: ({ query }) => miniProgram.checkSession(query),
        },
        {
          method: 'GET',
          path: '/wxa/resetusersessionkey',
          about: '重置登录态',
          sample: signed,
          errors: [40003, 87009],
          handle: ({ query }) => miniProgram.resetSession(query),
        },
        {
          method: 'GET',
          path: '/wxa/getpaidunionid',
          about: '支付后 5 分钟内读取付款人的 UnionID，按微信订单号或商户订单号',
          sample: { query: { openid: 'OPENID', transaction_id: '4200000000000000001' } },
          errors: [40003, 89002, 89300],
          handle: ({ query }) => paidUnionid(kernel, miniProgram.byOpenid(query.openid ?? ''), orders, query),
        },
        {
          method: 'POST',
          path: '/wxa/business/getuserphonenumber',
          about: '用手机号按钮的 code 换取手机号，一次有效、5 分钟',
          sample: { body: { code: 'CODE' } },
          errors: [40029],
          handle: ({ body, grant }) => miniProgram.phoneNumber(grant.account, text(body, 'code', 40029)),
        },
      ],
    ),
  ]
}
