import { OrderRows } from '../../server/src/modules/order/order-rows'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'
import { PayWorld, type Payment } from './support/pay-world'

describe('buying in the mini-program', () => {
  let app: TestApp
  let world: PayWorld
  let operator: TestClient

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    operator = await rolesOf(app).asOperator()
    world = await PayWorld.begin(app, operator)
  })
  afterAll(() => app.close())

  const refused = async (): Promise<Record<string, number>> => {
    const rows = await app.db.query<{ code: string; refusals: number }>(
      'SELECT code, SUM(refusals) AS refusals FROM intake_refusal GROUP BY code',
    )
    return Object.fromEntries(rows.map(({ code, refusals }) => [code, Number(refusals)]))
  }

  it('ends with one purchase, one event and a receipt on the phone', async () => {
    const { person, buyer } = await world.buyer('许知意')
    const { order, payment } = await world.place(buyer, 2)
    expect(order).toMatchObject({ state: 'paying', amountFen: 3980, quantity: 2, paidAt: null })
    expect(payment).toMatchObject({ signType: 'RSA', package: expect.stringMatching(/^prepay_id=wx/) as unknown })
    await world.pay(person, payment)
    await world.becomes(buyer, order.orderNo, 'paid')

    const me = await buyer.get<{ id: string }>('/api/consumer/me')
    const orders = await operator.get<{ items: unknown[] }>('/api/orders', { customer: me.id })
    expect(orders.items).toMatchObject([
      { orderNo: order.orderNo, channel: '小程序', amountFen: 3980, items: [{ sku: 'TRY-01', quantity: 2 }] },
    ])
    expect(await world.purchases(order.orderNo)).toEqual([{ channel: '小程序', amountFen: 3980, quantity: 2 }])
    const inbox = await app.sandbox.get<{ title?: string }[]>(`people/${person.id}/inbox`)
    expect(inbox.map(({ title }) => title)).toContain('支付成功')
    expect(await buyer.get('/api/consumer/orders')).toMatchObject([{ orderNo: order.orderNo, state: 'paid' }])
  })

  it('has one effect when the platform tells it twice, and again after it was refused an answer', async () => {
    const { person, buyer } = await world.buyer()
    await app.sandbox.post('faults', { effect: 'duplicate', path: '/callbacks/pay', times: 1 })
    const { order, payment } = await world.place(buyer)
    await world.pay(person, payment)
    await world.becomes(buyer, order.orderNo, 'paid')
    const messages = () =>
      app.db.query(`SELECT id FROM raw_message WHERE kind = 'pay.transaction' AND person_key = ?`, [
        `pay:${order.orderNo}`,
      ])
    await buyer.post(`/api/consumer/orders/${order.orderNo}/confirm`)
    await until(async () => (await world.deliveries(order.orderNo)) === 2)
    expect(await messages()).toHaveLength(1)
    expect(await world.purchases(order.orderNo)).toHaveLength(1)
  })

  it('has all of its effect or none when the server stumbles in the middle, and is tried again', async () => {
    const { person, buyer } = await world.buyer()
    const { order, payment } = await world.place(buyer)
    const rows = app.app.get(OrderRows, { strict: false })
    const stumble = jest.spyOn(rows, 'takeOwned').mockRejectedValueOnce(new Error('killed'))
    await world.pay(person, payment)
    await until(() => stumble.mock.results.length > 0)
    expect(await world.stateOf(buyer, order.orderNo)).toBe('paying')
    await world.becomes(buyer, order.orderNo, 'paid')
    expect(stumble.mock.calls.length).toBe(2)
    stumble.mockRestore()
    expect(await world.purchases(order.orderNo)).toHaveLength(1)
  })

  it.each([
    ['a body that was changed', 'body', 'CALLBACK_SIGNATURE_INVALID'],
    ['a ciphertext that was changed', 'ciphertext', 'CALLBACK_CIPHERTEXT_INVALID'],
    ['a serial that nobody knows', 'serial', 'CALLBACK_SIGNATURE_INVALID'],
    ['an old time', 'stale', 'CALLBACK_STALE'],
  ])('refuses and counts a notification with %s, and believes the one that follows', async (_, how, code) => {
    const { person, buyer } = await world.buyer()
    const before = (await refused())[code] ?? 0
    await app.sandbox.post('pay/notifications/spoil', { how })
    const { order, payment } = await world.place(buyer)
    expect(await world.pay(person, payment)).toMatchObject({ state: 'SUCCESS', notified: false })
    expect(await world.stateOf(buyer, order.orderNo)).toBe('paying')
    await until(async () => ((await refused())[code] ?? 0) > before)
    await app.sandbox.post('clock', { advanceSeconds: 15 })
    await world.becomes(buyer, order.orderNo, 'paid')
    await app.sandbox.post('clock', { offsetSeconds: 0 })
  })

  it('refuses the platform’s probe without taking it for an attack', async () => {
    const { person, buyer } = await world.buyer()
    const before = await refused()
    await app.sandbox.post('pay/notifications/spoil', { how: 'probe' })
    const { payment } = await world.place(buyer)
    expect(await world.pay(person, payment)).toMatchObject({ notified: false, status: 401 })
    expect(await refused()).toEqual(before)
  })

  it('never counts another amount as paid', async () => {
    const { person, buyer } = await world.buyer()
    await app.sandbox.post('pay/notifications/spoil', { how: 'amount' })
    const { order, payment } = await world.place(buyer)
    await world.pay(person, payment)
    const flagged = await until(async () => {
      const [found] = await world.payments({ problem: true, search: order.orderNo })
      return found
    })
    expect(flagged).toMatchObject({ state: 'paying', problem: 'mismatch' })
    expect(await world.purchases(order.orderNo)).toEqual([])
    // The platform itself, asked, knows the right amount.
    await buyer.post(`/api/consumer/orders/${order.orderNo}/confirm`)
    expect((await world.payments({ search: order.orderNo }))[0]).toMatchObject({ state: 'paid', problem: null })
  })

  it('shows and pays an order on its buyer’s behalf only', async () => {
    const { buyer } = await world.buyer()
    const { person: stranger, buyer: other } = await world.buyer()
    const { order, payment } = await world.place(buyer)
    const path = `/api/consumer/orders/${order.orderNo}`
    expect(await other.refusal('GET', path)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    for (const act of ['pay', 'confirm', 'cancel'])
      expect(await other.refusal('POST', `${path}/${act}`)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    await expect(world.pay(stranger, payment)).rejects.toThrow('OTHER_PAYER')
    const nobody = rolesOf(app).anonymous()
    expect(await nobody.refusal('GET', path)).toMatchObject({ status: 401 })
    expect(await nobody.refusal('POST', '/api/consumer/orders', world.order(1))).toMatchObject({ status: 401 })
    expect(await nobody.refusal('GET', '/api/orders/payments')).toMatchObject({ status: 401 })
    const editor = await rolesOf(app).asEditor()
    const refunds = `/api/orders/payments/${order.orderNo}/refunds`
    expect(await editor.refusal('POST', refunds, { amountFen: 1, reason: '试' })).toMatchObject({ status: 403 })
  })

  it.each([
    ['no quantity', { quantity: 0 }, 'quantity'],
    ['too many', { quantity: 100 }, 'quantity'],
    ['half a piece', { quantity: 1.5 }, 'quantity'],
    ['a product that is no number', { productId: 'x' }, 'productId'],
  ])('names what is wrong with %s', async (_, change, field) => {
    const { buyer } = await world.buyer()
    const refusal = await buyer.refusal('POST', '/api/consumer/orders', { ...world.order(1), ...change })
    expect(refusal).toMatchObject({ status: 400, details: [{ field }] })
  })

  it('sells only what is on sale for money', async () => {
    const { buyer } = await world.buyer()
    const gone = await world.product({ sku: 'TRY-02', priceFen: 100, onSale: false })
    const free = await world.product({ sku: 'TRY-03', priceFen: 0 })
    const place = (productId: string) => buyer.refusal('POST', '/api/consumer/orders', { productId, quantity: 1 })
    expect(await place(gone)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await place('999999')).toMatchObject({ code: 'NOT_FOUND' })
    expect(await place(free)).toMatchObject({ code: 'PAYMENT_NOT_FOR_SALE' })
  })

  it('is the same order when the button is pressed twice', async () => {
    const { buyer } = await world.buyer()
    const first = await world.place(buyer)
    const second = await world.place(buyer)
    expect(second.order.orderNo).toBe(first.order.orderNo)
    expect((await world.place(buyer, 3)).order.orderNo).not.toBe(first.order.orderNo)
    expect(await world.again(buyer, first.order.orderNo)).toMatchObject({
      payment: { package: first.payment.package },
    })
  })

  describe('without a notification', () => {
    it('is found out by asking', async () => {
      const { person, buyer } = await world.buyer()
      await app.sandbox.post('pay/notifications/spoil', { how: 'probe' })
      const { order, payment } = await world.place(buyer)
      await world.pay(person, payment)
      await world.makeDue(order.orderNo)
      await world.check()
      expect(await world.stateOf(buyer, order.orderNo)).toBe('paid')
      expect(await world.purchases(order.orderNo)).toHaveLength(1)
    })

    it('is closed in the end, here and there', async () => {
      const { person, buyer } = await world.buyer()
      const { order, payment } = await world.place(buyer)
      await world.makeDue(order.orderNo)
      await world.check()
      expect(await world.stateOf(buyer, order.orderNo)).toBe('paying')
      await world.makeDue(order.orderNo, { expired: true })
      await world.check()
      expect(await world.stateOf(buyer, order.orderNo)).toBe('closed')
      await expect(world.pay(person, payment)).rejects.toThrow('409')
      const again = await buyer.refusal('POST', `/api/consumer/orders/${order.orderNo}/pay`)
      expect(again).toMatchObject({ status: 409, code: 'PAYMENT_STATE' })
    })

    it('is closed when the buyer says so, and left alone while somebody is typing the password', async () => {
      const { person, buyer } = await world.buyer()
      const { order, payment } = await world.place(buyer)
      await app.sandbox.post(`people/${person.id}/pay-begin`, { prepayId: world.prepayId(payment) })
      const cancel = `/api/consumer/orders/${order.orderNo}/cancel`
      expect(await buyer.post(cancel)).toMatchObject({ state: 'paying' })
      await app.sandbox.post(`people/${person.id}/pay-cancel`, { prepayId: world.prepayId(payment) })
      expect(await buyer.post(cancel)).toMatchObject({ state: 'closed' })
      expect(await buyer.post(cancel)).toMatchObject({ state: 'closed' })
    })
  })

  it('says so when nobody can be reached to pay, and keeps nothing half done', async () => {
    const { person, buyer } = await world.buyer()
    await app.sandbox.post('faults', { effect: 'status', status: 502, path: '/transactions/jsapi', times: 1 })
    expect(await buyer.refusal('POST', '/api/consumer/orders', world.order(1))).toMatchObject({
      status: 503,
      code: 'PAYMENT_UNAVAILABLE',
    })
    const [left] = await buyer.get<{ orderNo: string; state: string }[]>('/api/consumer/orders')
    expect(left?.state).toBe('created')
    const { payment } = await world.again(buyer, left?.orderNo ?? '')
    await world.pay(person, payment)
    await world.becomes(buyer, left?.orderNo ?? '', 'paid')
  })

  describe('money back', () => {
    const paid = async (): Promise<{ person: SandboxPerson; buyer: TestClient; orderNo: string }> => {
      const { person, buyer } = await world.buyer()
      const { order, payment } = await world.place(buyer)
      await world.pay(person, payment)
      await world.becomes(buyer, order.orderNo, 'paid')
      return { person, buyer, orderNo: order.orderNo }
    }
    const refund = (orderNo: string, amountFen: number): Promise<Payment> =>
      operator.post(`/api/orders/payments/${orderNo}/refunds`, { amountFen, reason: '过敏，不想要了' })
    const found = async (orderNo: string): Promise<Payment> => (await world.payments({ search: orderNo }))[0] as Payment
    const settled = (orderNo: string): Promise<Payment> =>
      until(async () => {
        const payment = await found(orderNo)
        return payment.state !== 'refunding' && payment
      })

    it('comes in parts, never more than was paid, with who and why', async () => {
      const { buyer, person, orderNo } = await paid()
      expect(await refund(orderNo, 990)).toMatchObject({ state: 'refunding' })
      const path = `/api/orders/payments/${orderNo}/refunds`
      expect(await operator.refusal('POST', path, { amountFen: 1, reason: '再退' })).toMatchObject({
        code: 'PAYMENT_STATE',
      })
      expect(await settled(orderNo)).toMatchObject({
        state: 'paid',
        refundedFen: 990,
        refunds: [{ amountFen: 990, state: 'succeeded', staffName: '许清禾', reason: '过敏，不想要了' }],
      })
      const tooMuch = await operator.refusal('POST', path, { amountFen: 1001, reason: '再退' })
      expect(tooMuch).toMatchObject({ status: 400, code: 'PAYMENT_REFUND_AMOUNT', field: 'amountFen' })
      await refund(orderNo, 1000)
      expect(await settled(orderNo)).toMatchObject({ state: 'refunded', refundedFen: 1990 })
      expect(await world.stateOf(buyer, orderNo)).toBe('refunded')
      const inbox = await app.sandbox.get<{ title?: string }[]>(`people/${person.id}/inbox`)
      expect(inbox.filter(({ title }) => title === '退款到账')).toHaveLength(2)
      const audit = await app.db.query('SELECT action FROM audit_entry WHERE target_name = ?', [orderNo])
      expect(audit).toEqual([{ action: 'payment.refund' }, { action: 'payment.refund' }])
    })

    it('that the bank refuses leaves the order paid; one that is stuck is shown', async () => {
      const { orderNo } = await paid()
      await app.sandbox.post('pay/refund-outcome', { outcome: 'CLOSED' })
      await refund(orderNo, 1990)
      expect(await settled(orderNo)).toMatchObject({ state: 'paid', refundedFen: 0, refunds: [{ state: 'closed' }] })
      await app.sandbox.post('pay/refund-outcome', { outcome: 'ABNORMAL' })
      await refund(orderNo, 1990)
      const stuck = await until(async () => {
        const payment = await found(orderNo)
        return payment.problem !== null && payment
      })
      expect(stuck).toMatchObject({ state: 'refunding', problem: 'refund_abnormal' })
      await app.sandbox.post('pay/refund-outcome', { outcome: 'SUCCESS' })
    })

    it('is asked about when nobody tells how it ended', async () => {
      const { orderNo } = await paid()
      await app.sandbox.post('pay/notifications/spoil', { how: 'probe' })
      await refund(orderNo, 1990)
      await until(async () => (await world.deliveries(orderNo)) === 2)
      expect((await found(orderNo)).state).toBe('refunding')
      await world.makeRefundsDue()
      await world.check()
      expect(await settled(orderNo)).toMatchObject({ state: 'refunded' })
    })

    it('goes by itself when the order had been closed here before the money came', async () => {
      const { person, buyer } = await world.buyer()
      const { order, payment } = await world.place(buyer)
      await app.db.query(`UPDATE payment_order SET state = 'closed', check_at = NULL WHERE order_no = ?`, [
        order.orderNo,
      ])
      await world.pay(person, payment)
      expect(
        await until(async () => (await found(order.orderNo)).state === 'refunded' && found(order.orderNo)),
      ).toMatchObject({
        problem: 'paid_after_close',
        refundedFen: 1990,
        refunds: [{ staffName: '系统', state: 'succeeded' }],
      })
      expect(await world.purchases(order.orderNo)).toEqual([])
    })
  })
})
