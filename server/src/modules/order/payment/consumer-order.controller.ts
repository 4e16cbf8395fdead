import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common'
import type { Actor } from '../../../platform/context'
import { AllowConsumer, consumerOf, CurrentActor } from '../../../platform/http'
import { LOGGER, type Logger } from '../../../platform/logger'
import { toPlatformError } from '../../account'
import { ProductService } from '../../product'
import { PaymentChecks } from './payment-checks'
import type { PaymentOrder } from './payment-order.entity'
import { ConsumerOrderReply, PlacedOrderReply, PlaceOrderBody } from './payment.dto'
import { presentConsumerOrder } from './payment.presenter'
import { PaymentService } from './payment.service'
import { PlaceOrder, type PlacedOrder } from './place-order'

/** Buying, as the mini-program does it. An order is seen by its buyer only. */
@Controller('api/consumer/orders')
@AllowConsumer()
export class ConsumerOrderController {
  constructor(
    private readonly placing: PlaceOrder,
    private readonly payments: PaymentService,
    private readonly checks: PaymentChecks,
    private readonly products: ProductService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws NOT_FOUND, PAYMENT_NOT_FOR_SALE, PAYMENT_UNAVAILABLE */
  @Post()
  @HttpCode(200)
  async place(@CurrentActor() actor: Actor, @Body() body: PlaceOrderBody): Promise<PlacedOrderReply> {
    return this.placed(await this.placing.place(consumerOf(actor), Number(body.productId), body.quantity))
  }

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<ConsumerOrderReply[]> {
    return this.present(await this.payments.allOf(consumerOf(actor).customerId))
  }

  @Get(':orderNo')
  async get(@CurrentActor() actor: Actor, @Param('orderNo') orderNo: string): Promise<ConsumerOrderReply> {
    return this.one(await this.own(actor, orderNo))
  }

  /** @throws NOT_FOUND, PAYMENT_STATE, PAYMENT_UNAVAILABLE */
  @Post(':orderNo/pay')
  @HttpCode(200)
  async pay(@CurrentActor() actor: Actor, @Param('orderNo') orderNo: string): Promise<PlacedOrderReply> {
    return this.placed(await this.placing.pay(await this.own(actor, orderNo)))
  }

  /** The page is back from paying: asks the platform when its notification has not come yet. */
  @Post(':orderNo/confirm')
  @HttpCode(200)
  async confirm(@CurrentActor() actor: Actor, @Param('orderNo') orderNo: string): Promise<ConsumerOrderReply> {
    const order = await this.own(actor, orderNo)
    await this.checks.settle(order, false).catch((error: unknown) => {
      // The notification or the next check will tell; the buyer sees «处理中» meanwhile.
      this.logger.warn({ err: error }, '支付结果暂时查不到')
    })
    return this.one(await this.payments.get(orderNo))
  }

  /** @throws NOT_FOUND, PLATFORM_REFUSED, PLATFORM_UNREACHABLE */
  @Post(':orderNo/cancel')
  @HttpCode(200)
  async cancel(@CurrentActor() actor: Actor, @Param('orderNo') orderNo: string): Promise<ConsumerOrderReply> {
    try {
      await this.checks.settle(await this.own(actor, orderNo), true)
    } catch (error) {
      throw toPlatformError(error)
    }
    return this.one(await this.payments.get(orderNo))
  }

  private own(actor: Actor, orderNo: string): Promise<PaymentOrder> {
    return this.payments.ofCustomer(orderNo, consumerOf(actor).customerId)
  }

  private async placed({ order, payment }: PlacedOrder): Promise<PlacedOrderReply> {
    return { order: await this.one(order), payment }
  }

  private async one(order: PaymentOrder): Promise<ConsumerOrderReply> {
    const [product] = await this.products.byIds([order.productId])
    return presentConsumerOrder(order, product)
  }

  private async present(orders: readonly PaymentOrder[]): Promise<ConsumerOrderReply[]> {
    const products = await this.products.byIds([...new Set(orders.map(({ productId }) => productId))])
    const byId = new Map(products.map((product) => [product.id, product]))
    return orders.map((order) => presentConsumerOrder(order, byId.get(order.productId)))
  }
}
