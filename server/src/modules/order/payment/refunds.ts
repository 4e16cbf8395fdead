import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry, Jobs } from '../../../platform/jobs'
import { PayApiError, type Refund, type RefundNotice } from '../../../wechat'
import { Intake } from '../../intake'
import { Merchant } from './merchant'
import { PaymentOrder } from './payment-order.entity'
import { PaymentRefund } from './payment-refund.entity'
import { REFUND_CHECK_MS, refundLife, type RefundAction } from './payment.policy'
import { PaymentService } from './payment.service'

export interface RefundRequest {
  amountFen: number
  reason: string
  /** Null when the server does it by itself. */
  staff: { staffId: number; name: string } | null
}

const SEND_JOB = 'order.send-refund'
const OPEN = ['requested', 'processing', 'abnormal'] as const
const OUTSIDE = { staffName: '商户平台', reason: '在商户平台发起的退款' } as const

/** Money back: written down first, then asked of the platform by a job, so that a crash between never pays twice. */
@Injectable()
export class Refunds implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly registry: JobRegistry,
    private readonly payments: PaymentService,
    private readonly merchant: Merchant,
    private readonly intake: Intake,
  ) {}

  onModuleInit(): void {
    this.registry.register<{ refundId: number }>({ kind: SEND_JOB, handler: ({ refundId }) => this.send(refundId) })
  }

  /** Begins a refund of a paid order, inside the running transaction. @throws PAYMENT_STATE, PAYMENT_REFUND_AMOUNT */
  async request(order: PaymentOrder, request: RefundRequest): Promise<void> {
    const left = order.amountFen - order.refundedFen
    if (request.amountFen > left) throw new AppError('PAYMENT_REFUND_AMOUNT', { field: 'amountFen' })
    // One at a time: whoever was quicker has changed the state, and with it what is left.
    if (!(await this.payments.move(order.id, 'refund'))) throw new AppError('PAYMENT_STATE')
    await this.open(order, request)
  }

  /** The refund of an order that is in `refunding` already. */
  async open(order: PaymentOrder, { amountFen, reason, staff }: RefundRequest): Promise<void> {
    const count = await this.db.repo(PaymentRefund).countBy({ paymentOrderId: order.id })
    const inserted = await this.db.repo(PaymentRefund).insert({
      paymentOrderId: order.id,
      refundNo: `${order.orderNo}-R${count + 1}`,
      amountFen,
      reason,
      staffId: staff?.staffId ?? null,
      staffName: staff?.name ?? '系统',
      checkAt: new Date(this.clock.now().getTime() + REFUND_CHECK_MS),
    })
    await this.jobs.enqueue(SEND_JOB, { refundId: Number(inserted.identifiers[0]?.id) })
  }

  /**
   * A refund that somebody began on the merchant's own console becomes one of this order, inside the running transaction.
   * @returns null when it cannot be right: of another total, or more than is left
   * @throws PAYMENT_STATE while the order is not known to be paid
   */
  async takeOver(
    order: PaymentOrder,
    { out_refund_no: refundNo, amount }: RefundNotice,
  ): Promise<PaymentRefund | null> {
    if (order.paidAt === null) throw new AppError('PAYMENT_STATE')
    if (amount.total !== order.amountFen || amount.refund < 1 || amount.refund > order.amountFen - order.refundedFen)
      return null
    // One of ours may be under way: then the order is where it belongs already.
    await this.payments.move(order.id, 'refund')
    const inserted = await this.db.repo(PaymentRefund).insert({
      ...OUTSIDE,
      paymentOrderId: order.id,
      refundNo,
      amountFen: amount.refund,
      state: 'processing',
      checkAt: new Date(this.clock.now().getTime() + REFUND_CHECK_MS),
    })
    return this.db.repo(PaymentRefund).findOneByOrFail({ id: Number(inserted.identifiers[0]?.id) })
  }

  /** What an ended refund means for its order, inside the running transaction. */
  async settle(orderId: number, refund: PaymentRefund, action: RefundAction): Promise<void> {
    if (action === 'stick') return this.payments.flag(orderId, 'refund_abnormal')
    const open = await this.db.repo(PaymentRefund).countBy({ paymentOrderId: orderId, state: In(OPEN) })
    if (action === 'close') {
      if (open === 0) await this.payments.move(orderId, 'refund-fail')
      return
    }
    await this.db.query('UPDATE payment_order SET refunded_fen = refunded_fen + ? WHERE id = ?', [
      refund.amountFen,
      orderId,
    ])
    const { amountFen, refundedFen } = await this.db.repo(PaymentOrder).findOneByOrFail({ id: orderId })
    if (refundedFen >= amountFen) await this.payments.move(orderId, 'refund-all')
    else if (open === 0) await this.payments.move(orderId, 'refund-part')
  }

  /** Asks the platform how a refund is, or for the refund itself when it knows nothing of it. */
  async check(refund: PaymentRefund): Promise<void> {
    const { client } = await this.merchantOf(refund)
    const known = await client.refundByOutRefundNo(refund.refundNo)
    if (known) await this.learn(refund, known)
    else await this.send(refund.id)
  }

  private async send(refundId: number): Promise<void> {
    const refund = await this.db.repo(PaymentRefund).findOneBy({ id: refundId })
    if (!refund || refundLife.next(refund.state, 'take') === undefined) return
    const { order, client, notifyUrl } = await this.merchantOf(refund)
    try {
      const taken = await client.refund({
        outTradeNo: order.orderNo,
        outRefundNo: refund.refundNo,
        reason: refund.reason,
        notifyUrl,
        refundFen: refund.amountFen,
        totalFen: order.amountFen,
      })
      await this.payments.moveRefund(refund.id, 'take')
      await this.learn(refund, taken)
    } catch (error) {
      if (!(error instanceof PayApiError) || error.busy || error.status >= 500) throw error
      // A plain no: nothing is under way, the order is what it was.
      await this.db.transaction(async () => {
        const change = { failure: error.code, endedAt: this.clock.now(), checkAt: null }
        if (await this.payments.moveRefund(refund.id, 'close', change)) await this.settle(order.id, refund, 'close')
      })
    }
  }

  /** An end that we were told in an answer enters by the same door as one that we are notified of. */
  private async learn(refund: PaymentRefund, { status, ...facts }: Refund): Promise<void> {
    if (status === 'PROCESSING') return
    const { order, client } = await this.merchantOf(refund)
    await this.intake.acceptAndProcess({
      kind: 'pay.refund',
      accountId: order.accountId,
      dedupKey: `query:${refund.refundNo}:${status}`,
      personKey: `pay:${order.orderNo}`,
      body: { ...facts, mchid: client.mchid, refund_status: status },
    })
  }

  private async merchantOf(refund: PaymentRefund) {
    const order = await this.db.repo(PaymentOrder).findOneByOrFail({ id: refund.paymentOrderId })
    return { order, ...(await this.merchant.client(order.accountId)) }
  }
}
