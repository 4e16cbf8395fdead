interface FakeOrder {
  orderNo: string
  state: string
  productId: string
  productName: string
  imageUrl: string
  quantity: number
  amountFen: number
  refundedFen: number
  createdAt: string
  expiresAt: string
  paidAt: string | null
}

interface Product {
  id: string
  name: string
  priceFen: number
  imageUrl: string
}

const PAYABLE_MS = 900_000

/** The shop's orders, as the consumer API tells them; whether one is paid is told to `moneyCame`, as the platform would tell the server. */
export class FakeOrders {
  private readonly orders: FakeOrder[] = []

  constructor(private readonly products: readonly Product[]) {}

  moneyCame(): void {
    const last = this.orders[0]
    if (last) Object.assign(last, { state: 'paid', paidAt: new Date().toISOString() })
  }

  routes(): [RegExp, (call: { body: Record<string, unknown> }, orderNo: string) => unknown][] {
    return [
      [/^POST \/api\/consumer\/orders$/, ({ body }) => this.placed(this.place(body))],
      [/^GET \/api\/consumer\/orders$/, () => this.orders],
      [/^POST \/api\/consumer\/orders\/([^/]+)\/pay$/, (_, orderNo) => this.placed(this.find(orderNo))],
      [/^POST \/api\/consumer\/orders\/([^/]+)\/confirm$/, (_, orderNo) => this.find(orderNo)],
      [
        /^POST \/api\/consumer\/orders\/([^/]+)\/cancel$/,
        (_, orderNo) => Object.assign(this.find(orderNo), { state: 'closed' }),
      ],
    ]
  }

  private place({ productId, quantity }: Record<string, unknown>): FakeOrder {
    const product = this.products.find(({ id }) => id === productId)
    if (!product) throw new Error('no such product')
    const now = Date.now()
    const order: FakeOrder = {
      orderNo: `GY${now}`,
      state: 'paying',
      productId: product.id,
      productName: product.name,
      imageUrl: product.imageUrl,
      quantity: Number(quantity),
      amountFen: product.priceFen * Number(quantity),
      refundedFen: 0,
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + PAYABLE_MS).toISOString(),
      paidAt: null,
    }
    this.orders.unshift(order)
    return order
  }

  private placed(order: FakeOrder): object {
    const payment = {
      appId: 'wx',
      timeStamp: '1',
      nonceStr: 'n',
      package: `prepay_id=${order.orderNo}`,
      signType: 'RSA',
      paySign: 's',
    }
    return { order, payment }
  }

  private find(orderNo: string): FakeOrder {
    const order = this.orders.find((one) => one.orderNo === orderNo)
    if (!order) throw new Error('no such order')
    return order
  }
}
