import type { CustomerSummary } from '../../identity'
import type { Product } from '../../product'
import type { PaymentOrder } from './payment-order.entity'
import type { PaymentRefund } from './payment-refund.entity'
import type { ConsumerOrderReply, PaymentReply } from './payment.dto'

/** An order as its buyer sees it. */
export const presentConsumerOrder = (order: PaymentOrder, product: Product | undefined): ConsumerOrderReply => ({
  orderNo: order.orderNo,
  state: order.state,
  productId: String(order.productId),
  productName: order.productName,
  imageUrl: product?.imageUrl ?? '',
  quantity: order.quantity,
  amountFen: order.amountFen,
  refundedFen: order.refundedFen,
  createdAt: order.createdAt.toISOString(),
  expiresAt: order.expiresAt.toISOString(),
  paidAt: order.paidAt?.toISOString() ?? null,
})

/** An order as staff see it. */
export const presentPayment = (
  order: PaymentOrder,
  refunds: readonly PaymentRefund[],
  buyer: CustomerSummary | undefined,
): PaymentReply => ({
  orderNo: order.orderNo,
  state: order.state,
  problem: order.problem,
  productName: order.productName,
  quantity: order.quantity,
  amountFen: order.amountFen,
  refundedFen: order.refundedFen,
  transactionId: order.transactionId,
  customerId: buyer?.publicId ?? '',
  customerName: buyer?.displayName ?? '',
  createdAt: order.createdAt.toISOString(),
  paidAt: order.paidAt?.toISOString() ?? null,
  refunds: refunds.map((refund) => ({
    refundNo: refund.refundNo,
    amountFen: refund.amountFen,
    reason: refund.reason,
    state: refund.state,
    failure: refund.failure,
    staffName: refund.staffName,
    createdAt: refund.createdAt.toISOString(),
    endedAt: refund.endedAt?.toISOString() ?? null,
  })),
})
