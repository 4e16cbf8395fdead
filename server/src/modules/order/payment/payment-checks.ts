import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { LessThanOrEqual } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'
import { LOGGER, type Logger } from '../../../platform/logger'
import { instantOf, PayApiError, type PayClient } from '../../../wechat'
import { Intake } from '../../intake'
import { Merchant } from './merchant'
import { PaymentOrder } from './payment-order.entity'
import { PaymentRefund } from './payment-refund.entity'
import { isPaid, NEXT_CHECK_MS, REFUND_CHECK_MS } from './payment.policy'
import { PaymentService } from './payment.service'
import { Refunds } from './refunds'

const CHECK_JOB = 'order.check-payments'
const EVERY_SECONDS = 30
const AT_ONCE = 100

/** Notifications may fail to come (protocol §4.4): whatever stays open for minutes is asked about, and closed in the end. */
@Injectable()
export class PaymentChecks implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly payments: PaymentService,
    private readonly refunds: Refunds,
    private readonly merchant: Merchant,
    private readonly intake: Intake,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.registry.register({ kind: CHECK_JOB, handler: () => this.run() })
    this.registry.every(CHECK_JOB, EVERY_SECONDS)
  }

  /** Deals with everything that is due. What fails is due again later; the others do not wait for it. */
  async run(): Promise<void> {
    const now = this.clock.now()
    const due = { where: { checkAt: LessThanOrEqual(now) }, order: { checkAt: 'ASC' as const }, take: AT_ONCE }
    for (const order of await this.db.repo(PaymentOrder).find(due)) {
      await this.db.repo(PaymentOrder).update({ id: order.id }, { checkAt: after(now, NEXT_CHECK_MS) })
      await this.survive(() => this.settle(order, order.expiresAt <= now))
    }
    for (const refund of await this.db.repo(PaymentRefund).find(due)) {
      await this.db.repo(PaymentRefund).update({ id: refund.id }, { checkAt: after(now, REFUND_CHECK_MS) })
      await this.survive(() => this.refunds.check(refund))
    }
  }

  /**
   * Asks the platform how an unpaid order is and writes down what it says; closes it on request when nobody paid.
   * @throws PayApiError, UnverifiedReply, WechatTransportError
   */
  async settle(order: PaymentOrder, close: boolean): Promise<void> {
    if (order.state !== 'created' && order.state !== 'paying') return this.forget(order)
    const { client } = await this.merchant.client(order.accountId)
    const transaction = await client.orderByOutTradeNo(order.orderNo)
    if (transaction && isPaid(transaction)) {
      await this.intake.acceptAndProcess({
        kind: 'pay.transaction',
        accountId: order.accountId,
        dedupKey: `query:${order.orderNo}:${transaction.trade_state}`,
        personKey: `pay:${order.orderNo}`,
        body: transaction,
        occurredAt: instantOf(transaction.success_time),
      })
      return
    }
    const closedThere = transaction?.trade_state === 'CLOSED' || transaction?.trade_state === 'REVOKED'
    if (closedThere || (close && (await this.closedAt(client, order.orderNo))))
      await this.payments.move(order.id, 'close', { checkAt: null })
  }

  /** Whether nobody can pay it any more; who is paying right now is left in peace until the next time. */
  private async closedAt(client: PayClient, orderNo: string): Promise<boolean> {
    try {
      await client.closeOrder(orderNo)
      return true
    } catch (error) {
      if (!(error instanceof PayApiError) || error.busy) throw error
      return error.notFound
    }
  }

  private async forget({ id }: PaymentOrder): Promise<void> {
    await this.db.repo(PaymentOrder).update({ id }, { checkAt: null })
  }

  private async survive(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.logger.warn({ err: error }, '支付查询没有成功，稍后再查'))
  }
}

const after = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds)
