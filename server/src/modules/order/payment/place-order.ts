import { Inject, Injectable } from '@nestjs/common'
import { MoreThan } from 'typeorm'
import { Clock } from '../../../platform/clock'
import type { ConsumerActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { LOGGER, type Logger } from '../../../platform/logger'
import { PayApiError, WechatTransportError, type InvocationParameters } from '../../../wechat'
import { AccountService } from '../../account'
import { IdentityService } from '../../identity'
import { ProductService, type Product } from '../../product'
import { Merchant } from './merchant'
import { PaymentOrder } from './payment-order.entity'
import { expiryOf, FIRST_CHECK_MS, newOrderNo } from './payment.policy'
import { PaymentService } from './payment.service'

export interface PlacedOrder {
  order: PaymentOrder
  payment: InvocationParameters
}

/** Somebody taps twice: what has at least this long to live is the same order again. */
const WORTH_PAYING_MS = 60_000
const DESCRIPTION_SIGNS = 120

/** Buying: an order of ours first, durable, then the platform's prepaid one under the same number. */
@Injectable()
export class PlaceOrder {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountService,
    private readonly identities: IdentityService,
    private readonly products: ProductService,
    private readonly payments: PaymentService,
    private readonly merchant: Merchant,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws NOT_FOUND, PAYMENT_NOT_FOR_SALE, PAYMENT_UNAVAILABLE */
  async place(buyer: ConsumerActor, productId: number, quantity: number): Promise<PlacedOrder> {
    const product = await this.products.get(productId)
    if (!product.onSale) throw new AppError('NOT_FOUND', { params: { what: '商品' } })
    if (product.priceFen < 1) throw new AppError('PAYMENT_NOT_FOR_SALE')
    const order = (await this.sameAgain(buyer, product, quantity)) ?? (await this.insert(buyer, product, quantity))
    return this.pay(order)
  }

  /** Opens an unpaid order for payment, again if need be. @throws PAYMENT_STATE, PAYMENT_UNAVAILABLE */
  async pay(order: PaymentOrder): Promise<PlacedOrder> {
    const payable = order.state === 'created' || order.state === 'paying'
    if (!payable || order.expiresAt <= this.clock.now()) throw new AppError('PAYMENT_STATE')
    const { client, notifyUrl } = await this.merchant.client(order.accountId)
    const { appid, orderNo, expiresAt, productName, quantity, amountFen, identityId } = order
    try {
      const payment = await client.prepay({
        appid,
        description: `${[...productName].slice(0, DESCRIPTION_SIGNS - 6).join('')}×${quantity}`,
        outTradeNo: orderNo,
        expiresAt,
        notifyUrl,
        totalFen: amountFen,
        openid: await this.identities.valueOf(identityId),
      })
      await this.payments.move(order.id, 'prepay')
      return { order: await this.payments.get(orderNo), payment }
    } catch (error) {
      if (error instanceof PayApiError && ['ORDER_CLOSED', 'OUT_TRADE_NO_USED'].includes(error.code))
        throw new AppError('PAYMENT_STATE', { cause: error })
      if (!(error instanceof PayApiError || error instanceof WechatTransportError)) throw error
      // The buyer can do nothing about our keys or the network; whoever can reads it here.
      this.logger.warn({ payment: order.id, reason: error.message }, '微信支付没有接受下单')
      throw new AppError('PAYMENT_UNAVAILABLE', { cause: error })
    }
  }

  private async sameAgain(buyer: ConsumerActor, product: Product, quantity: number): Promise<PaymentOrder | null> {
    return this.db.repo(PaymentOrder).findOne({
      where: {
        identityId: buyer.identityId,
        productId: product.id,
        quantity,
        amountFen: product.priceFen * quantity,
        state: 'paying',
        expiresAt: MoreThan(new Date(this.clock.now().getTime() + WORTH_PAYING_MS)),
      },
      order: { id: 'DESC' },
    })
  }

  private async insert(buyer: ConsumerActor, product: Product, quantity: number): Promise<PaymentOrder> {
    const merchant = await this.merchant.account()
    const { key: appid } = await this.accounts.get(buyer.accountId)
    const now = this.clock.now()
    const orderNo = newOrderNo(now)
    await this.db.repo(PaymentOrder).insert({
      orderNo,
      customerId: buyer.customerId,
      identityId: buyer.identityId,
      accountId: merchant.id,
      appid,
      productId: product.id,
      sku: product.sku,
      productName: product.name,
      quantity,
      amountFen: product.priceFen * quantity,
      expiresAt: expiryOf(now),
      checkAt: new Date(now.getTime() + FIRST_CHECK_MS),
    })
    return this.payments.get(orderNo)
  }
}
