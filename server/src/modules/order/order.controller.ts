import { Controller, Get, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { Allow, sendCsv } from '../../platform/http'
import { CustomerService } from '../identity'
import { OrderOverviewReply, OrderPage, OrderQuery, OrderReply } from './order.dto'
import { presentOrder } from './order.presenter'
import { OrderService, type OrderFilter } from './order.service'
import type { PurchaseOrder } from './purchase-order.entity'

@Controller('api/orders')
export class OrderController {
  constructor(
    private readonly orders: OrderService,
    private readonly customers: CustomerService,
  ) {}

  @Get()
  @Allow('order.read')
  async list(@Query() query: OrderQuery): Promise<OrderPage> {
    const [orders, total] = await this.orders.list(await this.filterOf(query), query)
    return { items: await this.present(orders), total, page: query.page, pageSize: query.pageSize }
  }

  /** The last thirty days. */
  @Get('overview')
  @Allow('order.read')
  async overview(): Promise<OrderOverviewReply> {
    return this.orders.overview()
  }

  @Get('export')
  @Allow('order.read')
  async export(@Query() query: OrderQuery, @Res() reply: FastifyReply): Promise<void> {
    const filter = await this.filterOf(query)
    await sendCsv(
      reply,
      '订单',
      [
        { header: '订单号', value: (row) => row.orderNo },
        { header: '渠道', value: (row) => row.channel },
        { header: '客户', value: (row) => row.customerName },
        { header: '手机号', value: (row) => row.phoneMasked },
        {
          header: '商品',
          value: (row) => row.items.map(({ productName, quantity }) => `${productName}×${quantity}`).join('；'),
        },
        { header: '件数', value: (row) => row.quantity },
        { header: '实付金额', value: (row) => (row.amountFen / 100).toFixed(2) },
        { header: '下单时间(UTC)', value: (row) => row.orderedAt },
      ],
      this.exported(filter),
    )
  }

  private async *exported(filter: OrderFilter): AsyncIterable<OrderReply> {
    for await (const part of this.orders.all(filter)) yield* await this.present(part)
  }

  private async filterOf(query: OrderQuery): Promise<OrderFilter> {
    const customerId = query.customer ? (await this.customers.byPublicId(query.customer)).id : undefined
    return {
      search: query.search,
      channel: query.channel,
      from: query.from,
      to: query.to,
      sort: query.sort,
      customerId,
    }
  }

  private async present(orders: readonly PurchaseOrder[]): Promise<OrderReply[]> {
    const [items, buyers] = await Promise.all([
      this.orders.itemsOf(orders.map(({ id }) => id)),
      this.customers.summaries(orders.map(({ customerId }) => customerId)),
    ])
    return orders.map((order) => presentOrder(order, items.get(order.id) ?? [], buyers.get(order.customerId)))
  }
}
