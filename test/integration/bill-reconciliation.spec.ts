import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { startTestSandbox, type TestSandbox } from '../support/sandbox'
import { until } from '../support/until'
import { PayWorld, type Payment } from './support/pay-world'

interface Run {
  id: number
  state: string
  seen: number
  known: number
  found: number
}

interface Paid {
  orderNo: string
}

const DAY_MS = 86_400_000
const shanghaiDay = (days: number): string =>
  new Date(Date.now() - days * DAY_MS + DAY_MS / 3).toISOString().slice(0, 10)
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()

describe('payments and refunds against the platform’s bills', () => {
  let db: TestDatabase
  let sandbox: TestSandbox
  let dataDir: string
  let app: TestApp
  let operator: TestClient
  let world: PayWorld

  beforeAll(async () => {
    db = await freshDatabase()
    sandbox = await startTestSandbox()
    dataDir = mkdtempSync(join(tmpdir(), 'guiyi-bills-'))
    await start()
    world = await PayWorld.begin(app, operator)
  }, 60_000)
  const start = async (): Promise<void> => {
    app = await startTestApp({ db, dataDir, sandbox })
    operator = await rolesOf(app).asOperator()
  }
  afterEach(() => sandbox.delete('faults'))
  afterAll(async () => {
    await app.close()
    await sandbox.close()
    await db.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** Paid some days ago; nobody was told. */
  const paidUnseen = async (days: number): Promise<Paid> => {
    const { person, buyer } = await world.buyer()
    const { order, payment } = await world.place(buyer)
    await sandbox.post('faults', { effect: 'callback-drop', path: '/callbacks/pay', times: 1 })
    await sandbox.post(`people/${person.id}/pay`, { prepayId: world.prepayId(payment), at: daysAgo(days) })
    return { orderNo: order.orderNo }
  }
  /** On the merchant's own console. */
  const refundOutside = ({ orderNo }: Paid, refundFen: number, days: number): Promise<unknown> =>
    sandbox.post(`pay/orders/${orderNo}/refund`, { refundFen, at: daysAgo(days) })
  const shown = async (orderNo: string): Promise<Payment> => {
    const { items } = await operator.get<{ items: Payment[] }>('/api/orders/payments', { search: orderNo })
    return items[0] as Payment
  }
  const begin = async (): Promise<number> => {
    const { items } = await operator.get<{ items: { source: string; accountId: number }[] }>(
      '/api/intake/reconciliations',
    )
    const accountId = items.find(({ source }) => source === 'pay.orders')?.accountId
    return (await operator.post<Run>('/api/intake/reconciliations', { source: 'pay.orders', accountId })).id
  }
  const ended = (id: number): Promise<Run> =>
    until(async () => {
      const { items } = await operator.get<{ items: Run[] }>('/api/intake/reconciliations/runs')
      const run = items.find((one) => one.id === id)
      return run !== undefined && run.state !== 'running' && run
    })
  const becomes = (orderNo: string, state: string): Promise<Payment> =>
    until(async () => {
      const payment = await shown(orderNo)
      return payment.state === state && payment
    })

  it('finds what nobody told: payments, and refunds from the merchant’s own console, each once', async () => {
    const lost = await paidUnseen(2)
    const part = await paidUnseen(4)
    const whole = await paidUnseen(4)
    await refundOutside(part, 500, 3)
    await refundOutside(whole, 1990, 2)

    expect(await ended(await begin())).toMatchObject({ state: 'done', seen: 5, known: 0, found: 5, failed: 0 })
    await becomes(lost.orderNo, 'paid')
    await until(async () => (await shown(part.orderNo)).refundedFen === 500)
    expect(await becomes(part.orderNo, 'paid')).toMatchObject({
      problem: null,
      refunds: [{ amountFen: 500, state: 'succeeded', staffName: '商户平台' }],
    })
    expect(await becomes(whole.orderNo, 'refunded')).toMatchObject({ refundedFen: 1990 })
    for (const { orderNo } of [lost, part, whole]) expect(await world.purchases(orderNo)).toHaveLength(1)
    expect(await ended(await begin())).toMatchObject({ seen: 5, known: 5, found: 0 })
  })

  it('adds what went back outside to what went back from here, and never more than was paid', async () => {
    const paid = await paidUnseen(6)
    await ended(await begin())
    await becomes(paid.orderNo, 'paid')
    await operator.post(`/api/orders/payments/${paid.orderNo}/refunds`, { amountFen: 990, reason: '少了一件' })
    await until(async () => (await shown(paid.orderNo)).refundedFen === 990)
    await refundOutside(paid, 1000, 5)
    expect(await ended(await begin())).toMatchObject({ found: 1, failed: 0 })
    expect(await becomes(paid.orderNo, 'refunded')).toMatchObject({ refundedFen: 1990, problem: null })
  })

  it('goes on with the day at which a stopped process was', async () => {
    const before = await ended(await begin())
    const early = await paidUnseen(9)
    const late = await paidUnseen(7)
    await sandbox.post('faults', { effect: 'delay', path: `bill_date=${shanghaiDay(8)}`, milliseconds: 1_500 })
    const id = await begin()
    await becomes(early.orderNo, 'paid')
    await app.close()
    const [left] = await db.query('SELECT * FROM reconciliation_run WHERE id = ?', [id])
    expect(left).toMatchObject({ state: 'running', seen: 1 })

    await start()
    expect(await ended(id)).toMatchObject({ state: 'done', seen: before.seen + 2, known: before.seen, found: 2 })
    await becomes(late.orderNo, 'paid')
  })
})
