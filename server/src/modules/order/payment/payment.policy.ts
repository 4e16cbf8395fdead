import { randomInt } from 'node:crypto'
import { StateMachine } from '../../../platform/state-machine'
import type { RefundState as PlatformRefundState, Transaction } from '../../../wechat'

export const PAYMENT_STATES = ['created', 'paying', 'paid', 'refunding', 'refunded', 'closed'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]
export type PaymentAction =
  'prepay' | 'pay' | 'close' | 'pay-late' | 'refund' | 'refund-all' | 'refund-part' | 'refund-fail'

/**
 * The life of a payment. Money that arrives after we closed the order goes straight back: nobody waits for the goods any
 * more, and the price may have changed.
 */
export const paymentLife = new StateMachine<PaymentState, PaymentAction>('支付单', {
  initial: 'created',
  states: PAYMENT_STATES,
  transitions: [
    { action: 'prepay', from: ['created'], to: 'paying' },
    { action: 'pay', from: ['created', 'paying'], to: 'paid' },
    { action: 'close', from: ['created', 'paying'], to: 'closed' },
    { action: 'pay-late', from: ['closed'], to: 'refunding' },
    { action: 'refund', from: ['paid'], to: 'refunding' },
    { action: 'refund-all', from: ['refunding'], to: 'refunded' },
    { action: 'refund-part', from: ['refunding'], to: 'paid' },
    { action: 'refund-fail', from: ['refunding'], to: 'paid' },
  ],
})

export type RefundState = 'requested' | 'processing' | 'succeeded' | 'abnormal' | 'closed'
export type RefundAction = 'take' | 'succeed' | 'stick' | 'close'

/** `abnormal` waits for somebody at the merchant's own console: the payer's account cannot take the money. */
export const refundLife = new StateMachine<RefundState, RefundAction>('退款单', {
  initial: 'requested',
  states: ['requested', 'processing', 'succeeded', 'abnormal', 'closed'],
  transitions: [
    { action: 'take', from: ['requested'], to: 'processing' },
    { action: 'succeed', from: ['requested', 'processing', 'abnormal'], to: 'succeeded' },
    { action: 'stick', from: ['requested', 'processing'], to: 'abnormal' },
    { action: 'close', from: ['requested', 'processing', 'abnormal'], to: 'closed' },
  ],
})

/** What a refund's end at the platform means here; nothing while it is under way. */
export const REFUND_ENDS: Readonly<Record<PlatformRefundState, RefundAction | undefined>> = {
  SUCCESS: 'succeed',
  ABNORMAL: 'stick',
  CLOSED: 'close',
  PROCESSING: undefined,
}

/** `mismatch`: the platform speaks of another amount, currency or appid than we asked for. */
export type PaymentProblem = 'mismatch' | 'paid_after_close' | 'refund_abnormal'

/** An order can be paid for a quarter of an hour. */
export const PAYABLE_MS = 15 * 60_000
/** A notification should long have come by then. */
export const FIRST_CHECK_MS = 2 * 60_000
export const NEXT_CHECK_MS = 3 * 60_000
export const REFUND_CHECK_MS = 5 * 60_000
export const MAX_QUANTITY = 99

/** Our channel in orders and events. */
export const SHOP_CHANNEL = '小程序'

export const LATE_REASON = '订单关闭后收到付款，自动退回'

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** `GY`, the Shanghai second, ten digits of chance: 26 signs, of which the platform takes at most 32. */
export function newOrderNo(now: Date): string {
  const second = new Date(now.getTime() + SHANGHAI_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14)
  return `GY${second}${String(randomInt(1e10)).padStart(10, '0')}`
}

/** When an order placed now can no longer be paid. */
export const expiryOf = (now: Date): Date => new Date(Math.floor((now.getTime() + PAYABLE_MS) / 1000) * 1000)

/** Whether the platform says that money came, whatever became of it later. */
export const isPaid = ({ trade_state: state }: Transaction): boolean => state === 'SUCCESS' || state === 'REFUND'

/** Whether the platform speaks of the very order that we placed: an amount that differs never counts as paid. */
export const matches = (order: { amountFen: number; appid: string }, transaction: Transaction): boolean =>
  transaction.amount?.total === order.amountFen &&
  transaction.amount.currency === 'CNY' &&
  transaction.appid === order.appid
