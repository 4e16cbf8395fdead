import { Injectable } from '@nestjs/common'
import { In, type SelectQueryBuilder } from 'typeorm'
import { Clock, checkedInstant } from '../../platform/clock'
import { Database } from '../../platform/database'
import { skipTake, type PageQuery } from '../../platform/http'
import { PurchaseOrderItem } from './purchase-order-item.entity'
import { PurchaseOrder } from './purchase-order.entity'

export interface OrderFilter {
  search?: string
  channel?: string
  customerId?: number
  from?: string
  to?: string
  sort?: string
}

export interface OrderOverview {
  orders: number
  buyers: number
  amountFen: number
  channels: string[]
  days: { day: string; orders: number; amountFen: number }[]
}

const OVERVIEW_DAYS = 30

/** What customers bought. */
@Injectable()
export class OrderService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async list(filter: OrderFilter, page: PageQuery): Promise<[PurchaseOrder[], number]> {
    const sort = filter.sort ?? '-orderedAt'
    const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
    const { skip, take } = skipTake(page)
    return this.filtered(filter)
      .orderBy(`entry.${sort.replace('-', '')}`, direction)
      .addOrderBy('entry.id', direction)
      .skip(skip)
      .take(take)
      .getManyAndCount()
  }

  /** All that fit the filter, oldest first, a thousand at a time. */
  async *all(filter: OrderFilter): AsyncIterable<PurchaseOrder[]> {
    let after = 0
    for (;;) {
      const part = await this.filtered(filter)
        .andWhere('entry.id > :after', { after })
        .orderBy('entry.id', 'ASC')
        .take(1000)
        .getMany()
      const last = part.at(-1)
      if (!last) return
      yield part
      after = last.id
    }
  }

  /** Items per order id. */
  async itemsOf(orderIds: readonly number[]): Promise<Map<number, PurchaseOrderItem[]>> {
    const byOrder = new Map<number, PurchaseOrderItem[]>(orderIds.map((id) => [id, []]))
    if (orderIds.length === 0) return byOrder
    const items = await this.db
      .repo(PurchaseOrderItem)
      .find({ where: { orderId: In([...orderIds]) }, order: { id: 'ASC' } })
    for (const item of items) byOrder.get(item.orderId)?.push(item)
    return byOrder
  }

  /** The last thirty days at a glance, and every channel there is. */
  async overview(): Promise<OrderOverview> {
    const since = new Date(this.clock.now().getTime() - OVERVIEW_DAYS * 86_400_000)
    const [sum] = await this.db.query<{ orders: string; buyers: string; amount: string | null }[]>(
      'SELECT COUNT(*) AS orders, COUNT(DISTINCT customer_id) AS buyers, SUM(amount_fen) AS amount FROM purchase_order WHERE ordered_at >= ?',
      [since],
    )
    const days = await this.db.query<{ day: string; orders: string; amount: string }[]>(
      `SELECT DATE_FORMAT(DATE_ADD(ordered_at, INTERVAL 8 HOUR), '%Y-%m-%d') AS day, COUNT(*) AS orders, SUM(amount_fen) AS amount
       FROM purchase_order WHERE ordered_at >= ? GROUP BY day ORDER BY day`,
      [since],
    )
    const channels = await this.db.query<{ channel: string }[]>(
      'SELECT DISTINCT channel FROM purchase_order ORDER BY channel',
    )
    return {
      orders: Number(sum?.orders ?? 0),
      buyers: Number(sum?.buyers ?? 0),
      amountFen: Number(sum?.amount ?? 0),
      channels: channels.map(({ channel }) => channel),
      days: days.map(({ day, orders, amount }) => ({ day, orders: Number(orders), amountFen: Number(amount) })),
    }
  }

  private filtered(filter: OrderFilter): SelectQueryBuilder<PurchaseOrder> {
    const list = this.db.repo(PurchaseOrder).createQueryBuilder('entry')
    if (filter.search)
      list.andWhere('entry.orderNo LIKE :prefix', { prefix: `${filter.search.replace(/[\\%_]/g, '\\$&')}%` })
    if (filter.channel) list.andWhere('entry.channel = :channel', { channel: filter.channel })
    if (filter.customerId !== undefined)
      list.andWhere('entry.customerId = :customerId', { customerId: filter.customerId })
    if (filter.from) list.andWhere('entry.orderedAt >= :from', { from: checkedInstant(filter.from) })
    if (filter.to) list.andWhere('entry.orderedAt < :to', { to: checkedInstant(filter.to) })
    return list
  }
}
