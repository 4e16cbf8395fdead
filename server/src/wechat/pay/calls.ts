/** Endpoints of WeChat Pay v3 (protocol §4.3; https://pay.weixin.qq.com/doc/v3/merchant/4012791856). */
import { nothing, type Reader } from '../kernel/shape'
import * as types from './types'

/** One endpoint. The merchant's own number is the same in every call, so the declarations are given it. */
export interface PayCall<Request, Reply> {
  method: 'GET' | 'POST'
  /** Path and query, percent-encoded: what is signed is what is sent. */
  path: (request: Request, mchid: string) => string
  body?: (request: Request, mchid: string) => unknown
  /** A success without content (204). */
  empty?: true
  reply: Reader<Reply>
  /** Codes by which the platform is known to refuse it, beside those of every call (`SIGN_ERROR`, busy). */
  errors: readonly string[]
  /** For errors and logs: the path without numbers. */
  name: string
}

const enc = encodeURIComponent

/**
 * Orders a payment inside the mini-program or an official account's page. The prepay id lives two hours.
 * INVALID_REQUEST for a number that is used with other content.
 */
export const prepay: PayCall<types.PrepayRequest, { prepay_id: string }> = {
  name: '/v3/pay/transactions/jsapi',
  method: 'POST',
  path: () => '/v3/pay/transactions/jsapi',
  body: (request, mchid) => ({
    appid: request.appid,
    mchid,
    description: request.description,
    out_trade_no: request.outTradeNo,
    time_expire: rfc3339(request.expiresAt),
    ...(request.attach === undefined ? {} : { attach: request.attach }),
    notify_url: request.notifyUrl,
    amount: { total: request.totalFen, currency: 'CNY' },
    payer: { openid: request.openid },
  }),
  reply: types.prepaid,
  errors: ['APPID_MCHID_NOT_MATCH', 'INVALID_REQUEST', 'ORDER_CLOSED', 'OUT_TRADE_NO_USED', 'PARAM_ERROR'],
}

export const orderByOutTradeNo: PayCall<{ outTradeNo: string }, types.Transaction> = {
  name: '/v3/pay/transactions/out-trade-no',
  method: 'GET',
  path: ({ outTradeNo }, mchid) => `/v3/pay/transactions/out-trade-no/${enc(outTradeNo)}?mchid=${enc(mchid)}`,
  reply: types.transaction,
  errors: ['ORDER_NOT_EXIST'],
}

export const orderByTransactionId: PayCall<{ transactionId: string }, types.Transaction> = {
  name: '/v3/pay/transactions/id',
  method: 'GET',
  path: ({ transactionId }, mchid) => `/v3/pay/transactions/id/${enc(transactionId)}?mchid=${enc(mchid)}`,
  reply: types.transaction,
  errors: ['ORDER_NOT_EXIST'],
}

/** Nobody can pay it any more. ORDER_PAID (or ORDERPAID) when somebody has, TRADE_ERROR while somebody does. */
export const closeOrder: PayCall<{ outTradeNo: string }, void> = {
  name: '/v3/pay/transactions/out-trade-no/close',
  method: 'POST',
  path: ({ outTradeNo }) => `/v3/pay/transactions/out-trade-no/${enc(outTradeNo)}/close`,
  body: (_, mchid) => ({ mchid }),
  empty: true,
  reply: nothing,
  errors: ['ORDER_NOT_EXIST', 'ORDER_PAID', 'TRADE_ERROR'],
}

/** The same out_refund_no again is the same refund (protocol §4.3). INVALID_REQUEST: not paid, or more than is left. */
export const createRefund: PayCall<types.RefundRequest, types.Refund> = {
  name: '/v3/refund/domestic/refunds',
  method: 'POST',
  path: () => '/v3/refund/domestic/refunds',
  body: (request) => ({
    out_trade_no: request.outTradeNo,
    out_refund_no: request.outRefundNo,
    reason: request.reason,
    notify_url: request.notifyUrl,
    amount: { refund: request.refundFen, total: request.totalFen, currency: 'CNY' },
  }),
  reply: types.refund,
  errors: ['INVALID_REQUEST', 'PARAM_ERROR', 'RESOURCE_NOT_EXISTS'],
}

export const refundByOutRefundNo: PayCall<{ outRefundNo: string }, types.Refund> = {
  name: '/v3/refund/domestic/refunds/query',
  method: 'GET',
  path: ({ outRefundNo }) => `/v3/refund/domestic/refunds/${enc(outRefundNo)}`,
  reply: types.refund,
  errors: ['RESOURCE_NOT_EXISTS'],
}

/**
 * Where the bill of one day lies. There from ten the next morning (unverified) and for three months; before,
 * NO_STATEMENT_EXIST or STATEMENT_CREATING; INVALID_REQUEST for today (codes unverified).
 */
export const tradeBill: PayCall<{ day: string }, types.BillAddress> = {
  name: '/v3/bill/tradebill',
  method: 'GET',
  path: ({ day }) => `/v3/bill/tradebill?bill_date=${enc(day)}&bill_type=ALL`,
  reply: types.billAddress,
  errors: ['INVALID_REQUEST', 'NO_STATEMENT_EXIST', 'PARAM_ERROR', 'STATEMENT_CREATING'],
}

/** Seconds, with Beijing's offset, as the platform writes times itself. */
export function rfc3339(at: Date): string {
  const beijing = new Date(at.getTime() + 8 * 3_600_000)
  return `${beijing.toISOString().slice(0, 19)}+08:00`
}
