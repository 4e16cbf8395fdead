import type { Kernel } from '../../kernel/kernel'
import { findApp } from '../../accounts'
import { Fields, notifyAddress, readBody } from './fields'
import type { Pay } from './pay'
import { PayError } from './pay-error'

export interface PayRequest {
  /** What the pattern's groups caught. */
  parameters: string[]
  query: URLSearchParams
  body: string
}

export interface PayEndpoint {
  method: 'GET' | 'POST'
  path: RegExp
  /** What it does, for the document of the sandbox. */
  about: string
  /** Undefined answers 204. */
  handle(request: PayRequest): unknown
}

const OUT_TRADE_NO = /^[0-9A-Za-z_\-*]{6,32}$/
const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/

/** The calls of WeChat Pay v3 that are played. */
export function payEndpoints(kernel: Kernel, pay: Pay): PayEndpoint[] {
  const { orders, refunds, bills, keys } = pay
  const ownMchid = (mchid: string | null): void => {
    if (mchid !== keys.merchant.mchid) throw new PayError(400, 'PARAM_ERROR', '商户号与签名的商户不一致')
  }
  const parameter = (request: PayRequest): string => request.parameters[0] ?? ''

  return [
    { method: 'GET', path: /^\/v3\/certificates$/, about: '平台证书列表', handle: () => keys.certificates() },
    {
      method: 'POST',
      path: /^\/v3\/pay\/transactions\/jsapi$/,
      about: 'JSAPI、小程序下单',
      handle: ({ body }) => ({ prepay_id: prepay(kernel, pay, new Fields(readBody(body))) }),
    },
    {
      method: 'GET',
      path: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/,
      about: '按商户订单号查询',
      handle: (request) => {
        ownMchid(request.query.get('mchid'))
        return orders.describe(orders.get(parameter(request)))
      },
    },
    {
      method: 'GET',
      path: /^\/v3\/pay\/transactions\/id\/([^/]+)$/,
      about: '按微信订单号查询',
      handle: (request) => {
        ownMchid(request.query.get('mchid'))
        return orders.describe(orders.byTransaction(parameter(request)))
      },
    },
    {
      method: 'POST',
      path: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/,
      about: '关闭订单',
      handle: (request) => {
        ownMchid(new Fields(readBody(request.body)).text('mchid', 32))
        orders.close(orders.get(parameter(request)))
        return undefined
      },
    },
    {
      method: 'POST',
      path: /^\/v3\/refund\/domestic\/refunds$/,
      about: '申请退款',
      handle: ({ body }) => refunds.describe(refund(pay, new Fields(readBody(body)))),
    },
    {
      method: 'GET',
      path: /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/,
      about: '查询退款',
      handle: (request) => refunds.describe(refunds.get(parameter(request))),
    },
    {
      method: 'GET',
      path: /^\/v3\/bill\/tradebill$/,
      about: '申请交易账单；次日 10 点后',
      handle: ({ query }) => bills.apply('tradebill', query),
    },
    {
      method: 'GET',
      path: /^\/v3\/bill\/fundflowbill$/,
      about: '申请资金账单；次日 10 点后',
      handle: ({ query }) => bills.apply('fundflowbill', query),
    },
    {
      method: 'GET',
      path: /^\/v3\/billdownload\/file$/,
      about: '下载账单；请求要签名，应答不签名',
      handle: ({ query }) => bills.download(query.get('token') ?? ''),
    },
  ]
}

function prepay(kernel: Kernel, { orders, keys }: Pay, fields: Fields): string {
  const appid = fields.text('appid', 32)
  const mchid = fields.text('mchid', 32)
  if (findApp(kernel.accounts, appid) === undefined || mchid !== keys.merchant.mchid)
    throw new PayError(400, 'APPID_MCHID_NOT_MATCH', '商户号和 appid 没有绑定关系')
  const amount = fields.object('amount')
  const currency = amount.optionalText('currency', 16) ?? 'CNY'
  if (currency !== 'CNY') throw amount.wrong('currency', currency, '只支持 CNY')
  const payer = fields.object('payer')
  const openid = payer.text('openid', 128)
  const person = kernel.people.byOpenid(openid, appid)
  if (person === undefined) throw payer.wrong('openid', openid, '无效的 openid')
  const attach = fields.optionalText('attach', 128)
  const order = orders.prepay(
    {
      appid,
      mchid,
      description: fields.text('description', 127),
      outTradeNo: fields.text('out_trade_no', 32, OUT_TRADE_NO),
      notifyUrl: notifyAddress(fields, fields.text('notify_url', 255)),
      totalFen: amount.wholeNumber('total', 1),
      openid,
      expiresAt: expiry(kernel, fields),
      ...(attach === undefined ? {} : { attach }),
    },
    person,
  )
  return order.prepayId
}

function expiry(kernel: Kernel, fields: Fields): number | undefined {
  const given = fields.optionalText('time_expire', 64)
  if (given === undefined) return undefined
  const at = Date.parse(given)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(given) || Number.isNaN(at))
    throw fields.wrong('time_expire', given, '应为 RFC3339 时间')
  if (at <= kernel.clock.nowMs()) throw fields.wrong('time_expire', given, '不能早于当前时间')
  return at
}

function refund({ orders, refunds }: Pay, fields: Fields) {
  const amount = fields.object('amount')
  const transactionId = fields.optionalText('transaction_id', 32)
  const notifyUrl = fields.optionalText('notify_url', 255)
  const order =
    transactionId === undefined ? orders.find(fields.text('out_trade_no', 32)) : orders.findTransaction(transactionId)
  if (order === undefined) throw new PayError(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
  const input = {
    outRefundNo: fields.text('out_refund_no', 64, OUT_REFUND_NO),
    refundFen: amount.wholeNumber('refund', 1),
    reason: fields.optionalText('reason', 80) ?? '',
    notifyUrl: notifyUrl === undefined ? undefined : notifyAddress(fields, notifyUrl),
  }
  return refunds.create(order, amount.wholeNumber('total', 1), input)
}
