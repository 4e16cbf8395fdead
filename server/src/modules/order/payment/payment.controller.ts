import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import type { Actor } from '../../../platform/context'
import { Allow, CurrentActor, staffOf } from '../../../platform/http'
import { CustomerService } from '../../identity'
import type { PaymentOrder } from './payment-order.entity'
import { PaymentPage, PaymentQuery, PaymentReply, RefundBody } from './payment.dto'
import { presentPayment } from './payment.presenter'
import { PaymentService } from './payment.service'
import { Refunds } from './refunds'

@Controller('api/orders/payments')
export class PaymentController {
  constructor(
    private readonly payments: PaymentService,
    private readonly refunds: Refunds,
    private readonly customers: CustomerService,
    private readonly audit: AuditTrail,
  ) {}

  /** Payments of our own shop, newest first. */
  @Get()
  @Allow('order.read')
  async list(@Query() query: PaymentQuery): Promise<PaymentPage> {
    const { search, state, problem } = query
    const customerId = query.customer ? (await this.customers.byPublicId(query.customer)).id : undefined
    const [orders, total] = await this.payments.list({ search, state, problem, customerId }, query)
    return { items: await this.present(orders), total, page: query.page, pageSize: query.pageSize }
  }

  /** Begins to give money back. @throws NOT_FOUND, PAYMENT_STATE, PAYMENT_REFUND_AMOUNT */
  @Post(':orderNo/refunds')
  @HttpCode(200)
  @Allow('order.refund')
  async refund(
    @CurrentActor() actor: Actor,
    @Param('orderNo') orderNo: string,
    @Body() { amountFen, reason }: RefundBody,
  ): Promise<PaymentReply> {
    const order = await this.payments.get(orderNo)
    const { staffId, name } = staffOf(actor)
    await this.refunds.request(order, { amountFen, reason: reason.trim(), staff: { staffId, name } })
    this.audit.describe({
      action: 'payment.refund',
      target: { kind: 'payment', id: order.id, name: orderNo },
      after: { amountFen, reason },
    })
    const [reply] = await this.present([await this.payments.get(orderNo)])
    // The order was read a line above.
    return reply as PaymentReply
  }

  private async present(orders: readonly PaymentOrder[]): Promise<PaymentReply[]> {
    const [refunds, buyers] = await Promise.all([
      this.payments.refundsOf(orders.map(({ id }) => id)),
      this.customers.summaries(orders.map(({ customerId }) => customerId)),
    ])
    return orders.map((order) => presentPayment(order, refunds.get(order.id) ?? [], buyers.get(order.customerId)))
  }
}
