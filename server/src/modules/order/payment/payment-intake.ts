import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { LOGGER, type Logger } from '../../../platform/logger'
import { instantOf, type RefundNotice, type Transaction } from '../../../wechat'
import { IdentityService } from '../../identity'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import { ProductCategoryService, ProductService } from '../../product'
import { OrderRows } from '../order-rows'
import { PaymentOrder } from './payment-order.entity'
import { PaymentRefund } from './payment-refund.entity'
import { isPaid, LATE_REASON, matches, REFUND_ENDS, SHOP_CHANNEL } from './payment.policy'
import { PaymentService } from './payment.service'
import { Refunds } from './refunds'

/** What the platform says of our orders, told by it or asked by us: each fact has its effect once. */
@Injectable()
export class PaymentIntake implements OnModuleInit {
  constructor(
    private readonly registry: IntakeRegistry,
    private readonly db: Database,
    private readonly payments: PaymentService,
    private readonly refunds: Refunds,
    private readonly identities: IdentityService,
    private readonly products: ProductService,
    private readonly categories: ProductCategoryService,
    private readonly rows: OrderRows,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.registry.register<Transaction>('pay.transaction', (message, body) => this.paid(message, body))
    this.registry.register<RefundNotice>('pay.refund', (message, body) => this.refunded(message, body))
  }

  /** @throws PAYMENT_UNKNOWN for an order that is not ours */
  private async paid(message: IntakeMessage, transaction: Transaction): Promise<void> {
    const order = await this.payments.find(transaction.out_trade_no)
    if (!order || order.accountId !== message.accountId) throw new AppError('PAYMENT_UNKNOWN')
    if (!isPaid(transaction) || !matches(order, transaction)) {
      this.logger.error({ payment: order.id, message: message.id }, '支付通知与订单不符，没有记为已支付')
      return this.payments.flag(order.id, 'mismatch')
    }
    const facts = {
      paidAt: instantOf(transaction.success_time) ?? message.occurredAt,
      transactionId: transaction.transaction_id ?? null,
      checkAt: null,
    }
    // A mismatch that the platform has corrected is one no more.
    if (await this.payments.move(order.id, 'pay', { ...facts, problem: null }))
      return this.recordPurchase(order, facts.paidAt)
    if (!(await this.payments.move(order.id, 'pay-late', { ...facts, problem: 'paid_after_close' }))) return
    await this.refunds.open(order, { amountFen: order.amountFen, reason: LATE_REASON, staff: null })
  }

  /** The purchase is the buyer's as of now: customers may have been merged since the order was placed. */
  private async recordPurchase(order: PaymentOrder, paidAt: Date): Promise<void> {
    const { identityId, orderNo, sku, productName, quantity, amountFen } = order
    const customerId = (await this.identities.lockOwners([identityId])).get(identityId)
    // Somebody who asked to be forgotten between paying and being told of it leaves no purchase.
    if (customerId === undefined) return
    const [product] = await this.products.byIds([order.productId])
    const names = await this.categories.names()
    const category = product?.categoryId ? (names.get(product.categoryId) ?? '') : ''
    await this.rows.takeOwned([
      {
        row: 1,
        importId: 0,
        channel: SHOP_CHANNEL,
        orderNo,
        phone: '',
        buyerName: '',
        sku,
        productName,
        category,
        quantity,
        amountFen,
        orderedAt: paidAt.toISOString(),
        identityId,
        customerId,
        product,
      },
    ])
  }

  /**
   * @throws PAYMENT_UNKNOWN for a refund of an order that is not ours
   * @throws PAYMENT_STATE while the order itself is not known to be paid: tried again later
   */
  private async refunded(message: IntakeMessage, notice: RefundNotice): Promise<void> {
    const order = await this.payments.find(notice.out_trade_no)
    if (!order || order.accountId !== message.accountId) throw new AppError('PAYMENT_UNKNOWN')
    const refund =
      (await this.db.repo(PaymentRefund).findOneBy({ refundNo: notice.out_refund_no, paymentOrderId: order.id })) ??
      (await this.refunds.takeOver(order, notice))
    if (notice.amount.refund !== refund?.amountFen) {
      this.logger.error({ payment: order.id, message: message.id }, '退款通知与退款单或订单的金额不符')
      return this.payments.flag(order.id, 'mismatch')
    }
    const action = REFUND_ENDS[notice.refund_status]
    const endedAt = instantOf(notice.success_time) ?? this.clock.now()
    if (action && (await this.payments.moveRefund(refund.id, action, { endedAt, checkAt: null })))
      await this.refunds.settle(order.id, refund, action)
  }
}
