import { randomDigits } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import { beijingTime, type PayOrder, type PayOrders } from './orders'
import { PayError } from './pay-error'

export const REFUND_OUTCOMES = ['SUCCESS', 'ABNORMAL', 'CLOSED'] as const
export type RefundOutcome = (typeof REFUND_OUTCOMES)[number]
type RefundState = RefundOutcome | 'PROCESSING'

export interface PayRefund {
  refundId: string
  outRefundNo: string
  outTradeNo: string
  refundFen: number
  reason: string
  notifyUrl: string | undefined
  state: RefundState
  createdAt: number
  endedAt?: number
}

export type NewRefund = Pick<PayRefund, 'outRefundNo' | 'refundFen' | 'reason' | 'notifyUrl'>

const MOST_REFUNDS = 50
const REFUNDABLE_FOR_MS = 365 * 86_400_000
const BANK_TAKES_MS = 1000

/** Refunds of one merchant: taken at once, ended a moment later by the bank. */
export class PayRefunds {
  private readonly rows
  private readonly settings

  constructor(
    private readonly kernel: Kernel,
    private readonly orders: PayOrders,
  ) {
    this.rows = kernel.store.map<PayRefund>('pay refunds')
    this.settings = kernel.store.map<RefundOutcome | 'wait'>('pay refund outcome')
  }

  /** How the bank ends refunds from now on; `wait` leaves them open until somebody ends them by hand. */
  get outcome(): RefundOutcome | 'wait' {
    return this.settings.get('next') ?? 'SUCCESS'
  }

  set outcome(outcome: RefundOutcome | 'wait') {
    this.settings.set('next', outcome)
  }

  /** The same number with the same content is the same refund. Texts and some codes are not verified. */
  create(order: PayOrder, totalFen: number, input: NewRefund, at = this.kernel.clock.nowMs()): PayRefund {
    const known = this.rows.get(input.outRefundNo)
    if (known !== undefined) {
      if (known.outTradeNo !== order.outTradeNo || known.refundFen !== input.refundFen)
        throw new PayError(400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试')
      return known
    }
    if (order.paidAt === undefined) throw new PayError(400, 'INVALID_REQUEST', '订单未支付，不能退款')
    if (totalFen !== order.totalFen) throw new PayError(400, 'INVALID_REQUEST', '订单金额与支付时不一致')
    if (at - order.paidAt > REFUNDABLE_FOR_MS) throw new PayError(400, 'INVALID_REQUEST', '订单已超过可退款的最大期限')
    const counted = this.of(order).filter(({ state }) => state !== 'CLOSED')
    if (counted.length >= MOST_REFUNDS) throw new PayError(400, 'INVALID_REQUEST', '部分退款次数已达上限')
    const refunded = counted.reduce((sum, { refundFen }) => sum + refundFen, 0)
    if (refunded + input.refundFen > order.totalFen)
      throw new PayError(400, 'INVALID_REQUEST', '申请退款金额大于订单可退金额')
    const refund: PayRefund = {
      ...input,
      refundId: `5030${randomDigits(24)}`,
      outTradeNo: order.outTradeNo,
      state: 'PROCESSING',
      createdAt: at,
    }
    this.rows.set(refund.outRefundNo, refund)
    this.orders.move(order, 'REFUND')
    this.kernel.timers.after(BANK_TAKES_MS, 'pay-refund-end', { outRefundNo: refund.outRefundNo })
    return refund
  }

  find(outRefundNo: string): PayRefund | undefined {
    return this.rows.get(outRefundNo)
  }

  /** @throws 404 RESOURCE_NOT_EXISTS */
  get(outRefundNo: string): PayRefund {
    const refund = this.find(outRefundNo)
    if (refund === undefined) throw new PayError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
    return refund
  }

  of({ outTradeNo }: PayOrder): PayRefund[] {
    return [...this.rows.values()].filter((refund) => refund.outTradeNo === outTradeNo)
  }

  end(refund: PayRefund, outcome: RefundOutcome, at: number): void {
    refund.state = outcome
    refund.endedAt = at
  }

  /** The answer to creating and asking. */
  describe(refund: PayRefund): Record<string, unknown> {
    const { state } = refund
    return {
      ...this.common(refund),
      channel: 'ORIGINAL',
      funds_account: 'AVAILABLE',
      status: state,
      promotion_detail: [],
    }
  }

  /** The same in a notification, where some fields have other names. */
  describeNotice(refund: PayRefund): Record<string, unknown> {
    const { mchid } = this.orders.get(refund.outTradeNo)
    return { mchid, ...this.common(refund), refund_status: refund.state }
  }

  private common(refund: PayRefund): Record<string, unknown> {
    const order = this.orders.get(refund.outTradeNo)
    const { refundFen } = refund
    return {
      refund_id: refund.refundId,
      out_refund_no: refund.outRefundNo,
      transaction_id: order.transactionId,
      out_trade_no: order.outTradeNo,
      user_received_account: '支付用户零钱',
      create_time: beijingTime(refund.createdAt),
      ...(refund.state === 'SUCCESS' ? { success_time: beijingTime(refund.endedAt ?? refund.createdAt) } : {}),
      amount: {
        total: order.totalFen,
        refund: refundFen,
        payer_total: order.totalFen,
        payer_refund: refundFen,
        settlement_total: order.totalFen,
        settlement_refund: refundFen,
        discount_refund: 0,
        currency: 'CNY',
      },
    }
  }
}
