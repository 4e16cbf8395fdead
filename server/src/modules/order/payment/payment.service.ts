import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { skipTake, type PageQuery } from '../../../platform/http'
import { PaymentOrder } from './payment-order.entity'
import { PaymentRefund } from './payment-refund.entity'
import { paymentLife, refundLife, type PaymentAction, type PaymentState, type RefundAction } from './payment.policy'

export interface PaymentFilter {
  search?: string
  state?: PaymentState
  customerId?: number
  problem?: boolean
}

const MINE_AT_MOST = 100

/** Payments of our own shop as the record has them. */
@Injectable()
export class PaymentService {
  constructor(private readonly db: Database) {}

  /** @throws NOT_FOUND */
  async get(orderNo: string): Promise<PaymentOrder> {
    const order = await this.find(orderNo)
    if (!order) throw new AppError('NOT_FOUND', { params: { what: '订单' } })
    return order
  }

  async find(orderNo: string): Promise<PaymentOrder | null> {
    if (!/^[0-9A-Za-z_-]{1,32}$/.test(orderNo)) return null
    return this.db.repo(PaymentOrder).findOneBy({ orderNo })
  }

  /** The person's own order; somebody else's does not exist for her. @throws NOT_FOUND */
  async ofCustomer(orderNo: string, customerId: number): Promise<PaymentOrder> {
    const order = await this.get(orderNo)
    if (order.customerId !== customerId) throw new AppError('NOT_FOUND', { params: { what: '订单' } })
    return order
  }

  /** Newest first, the last hundred. */
  async allOf(customerId: number): Promise<PaymentOrder[]> {
    return this.db.repo(PaymentOrder).find({ where: { customerId }, order: { id: 'DESC' }, take: MINE_AT_MOST })
  }

  async list(filter: PaymentFilter, page: PageQuery): Promise<[PaymentOrder[], number]> {
    const list = this.db.repo(PaymentOrder).createQueryBuilder('payment')
    if (filter.search)
      list.andWhere('payment.orderNo LIKE :prefix', { prefix: `${filter.search.replace(/[\\%_]/g, '\\$&')}%` })
    if (filter.state) list.andWhere('payment.state = :state', { state: filter.state })
    if (filter.problem) list.andWhere('payment.problem IS NOT NULL')
    if (filter.customerId !== undefined)
      list.andWhere('payment.customerId = :customerId', { customerId: filter.customerId })
    const { skip, take } = skipTake(page)
    return list.orderBy('payment.id', 'DESC').skip(skip).take(take).getManyAndCount()
  }

  /** Refunds per order id, oldest first. */
  async refundsOf(orderIds: readonly number[]): Promise<Map<number, PaymentRefund[]>> {
    const byOrder = new Map<number, PaymentRefund[]>(orderIds.map((id) => [id, []]))
    if (orderIds.length === 0) return byOrder
    const refunds = await this.db
      .repo(PaymentRefund)
      .find({ where: { paymentOrderId: In([...orderIds]) }, order: { id: 'ASC' } })
    for (const refund of refunds) byOrder.get(refund.paymentOrderId)?.push(refund)
    return byOrder
  }

  /**
   * Takes an order one step on, unless somebody else was quicker.
   * @returns whether this call did it
   */
  async move(
    id: number,
    action: PaymentAction,
    change: Partial<Pick<PaymentOrder, 'paidAt' | 'transactionId' | 'checkAt' | 'problem' | 'refundedFen'>> = {},
  ): Promise<boolean> {
    const from = paymentLife.sources(action)
    const moved = await this.db
      .repo(PaymentOrder)
      .update({ id, state: In(from) }, { ...change, state: paymentLife.next(from[0] ?? 'created', action) })
    return moved.affected === 1
  }

  /** The same for a refund. */
  async moveRefund(
    id: number,
    action: RefundAction,
    change: Partial<Pick<PaymentRefund, 'endedAt' | 'failure' | 'checkAt'>> = {},
  ): Promise<boolean> {
    const from = refundLife.sources(action)
    const moved = await this.db
      .repo(PaymentRefund)
      .update({ id, state: In(from) }, { ...change, state: refundLife.next(from[0] ?? 'requested', action) })
    return moved.affected === 1
  }

  /** Marks for staff; what stands already stays. */
  async flag(id: number, problem: NonNullable<PaymentOrder['problem']>): Promise<void> {
    await this.db.query<UpdateResultHeader>('UPDATE payment_order SET problem = ? WHERE id = ? AND problem IS NULL', [
      problem,
      id,
    ])
  }
}
