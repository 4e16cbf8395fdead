import { PaymentChecks } from '../../../server/src/modules/order/payment/payment-checks'
import type { TestApp } from '../../support/app'
import { rolesOf, type TestClient } from '../../support/http'
import type { SandboxPerson } from '../../support/sandbox'
import { until } from '../../support/until'

interface Placed {
  order: { orderNo: string; state: string; amountFen: number; quantity: number; paidAt: string | null }
  payment: { package: string; signType: string; paySign: string }
}

/** A payment as staff see it. */
export interface Payment {
  orderNo: string
  state: string
  problem: string | null
  refundedFen: number
  refunds: { state: string; staffName: string; amountFen: number }[]
}

const TRIAL = { sku: 'TRY-01', priceFen: 1990 }

/** A shop with one trial product, its buyers, and what they do on their phones. */
export class PayWorld {
  private productId = ''

  private constructor(
    private readonly app: TestApp,
    private readonly operator: TestClient,
  ) {}

  static async begin(app: TestApp, operator: TestClient): Promise<PayWorld> {
    const world = new PayWorld(app, operator)
    world.productId = await world.product(TRIAL)
    return world
  }

  async product(fields: { sku: string; priceFen: number; onSale?: boolean }): Promise<string> {
    const { id } = await this.operator.post<{ id: number }>('/api/products', {
      name: `肤质体验课 ${fields.sku}`,
      ...fields,
    })
    return String(id)
  }

  async buyer(name?: string): Promise<{ person: SandboxPerson; buyer: TestClient }> {
    const person = await this.app.sandbox.post<SandboxPerson>('people', name === undefined ? {} : { name })
    return { person, buyer: await rolesOf(this.app).asConsumer(person) }
  }

  order(quantity: number): { productId: string; quantity: number } {
    return { productId: this.productId, quantity }
  }

  place(buyer: TestClient, quantity = 1): Promise<Placed> {
    return buyer.post('/api/consumer/orders', this.order(quantity))
  }

  again(buyer: TestClient, orderNo: string): Promise<Placed> {
    return buyer.post(`/api/consumer/orders/${orderNo}/pay`)
  }

  prepayId(payment: { package: string }): string {
    return payment.package.replace('prepay_id=', '')
  }

  /** The sheet comes up, which checks the signature, and the password is typed. */
  async pay(
    person: SandboxPerson,
    payment: Placed['payment'],
  ): Promise<{ state: string; notified: boolean; status: number }> {
    await this.app.sandbox.post(`people/${person.id}/pay-sheet`, payment)
    return this.app.sandbox.post(`people/${person.id}/pay`, { prepayId: this.prepayId(payment) })
  }

  async stateOf(buyer: TestClient, orderNo: string): Promise<string> {
    return (await buyer.get<{ state: string }>(`/api/consumer/orders/${orderNo}`)).state
  }

  async becomes(buyer: TestClient, orderNo: string, state: string): Promise<void> {
    await until(async () => (await this.stateOf(buyer, orderNo)) === state, { what: `${orderNo} to be ${state}` })
  }

  async payments(query: { search?: string; problem?: boolean }): Promise<Payment[]> {
    return (await this.operator.get<{ items: Payment[] }>('/api/orders/payments', query)).items
  }

  async purchases(orderNo: string): Promise<{ channel: string; amountFen: number; quantity: number }[]> {
    const rows = await this.app.db.query<{ channel: string; amountFen: string; quantity: string }>(
      `SELECT channel, amount_fen AS amountFen, quantity FROM event
       WHERE name = 'purchase' AND JSON_UNQUOTE(JSON_EXTRACT(properties, '$.order_no')) = ?`,
      [orderNo],
    )
    return rows.map(({ channel, amountFen, quantity }) => ({
      channel,
      amountFen: Number(amountFen),
      quantity: Number(quantity),
    }))
  }

  /** How often the platform has told of this order, as its journal has it. */
  async deliveries(orderNo: string): Promise<number> {
    const calls = await this.app.sandbox.get<{ request: string }[]>(
      'journal?kind=callback&path=/callbacks/pay&limit=500',
    )
    return calls.filter(({ request }) => request.includes(`"${orderNo}"`)).length
  }

  /** As if minutes had passed. */
  async makeDue(orderNo: string, { expired = false } = {}): Promise<void> {
    await this.app.db.query(
      `UPDATE payment_order SET check_at = '2026-01-01', expires_at = IF(?, '2026-01-01', expires_at) WHERE order_no = ?`,
      [expired, orderNo],
    )
  }

  async makeRefundsDue(): Promise<void> {
    await this.app.db.query(`UPDATE payment_refund SET check_at = '2026-01-01' WHERE check_at IS NOT NULL`)
  }

  /** The job that runs twice a minute. */
  async check(): Promise<void> {
    await this.app.app.get(PaymentChecks, { strict: false }).run()
  }
}
