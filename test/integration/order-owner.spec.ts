import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDemoAccounts } from '../sandbox/accounts'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import { freshDatabase } from '../support/mariadb'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'

interface Import {
  id: number
  state: string
  doneRows: number
  importedRows: number
  duplicateRows: number
}
interface Page<T> {
  items: T[]
  total: number
}

const HEADING = '订单号,手机号,商品编码,商品名称,品类,数量,实付金额,下单时间,渠道'

async function importOf(operator: TestClient, lines: string[]): Promise<Import> {
  const content = `${HEADING}\n${lines.join('\n')}\n`
  const checked = await operator.upload<Import>('/api/orders/imports', { name: '订单.csv', content })
  return operator.post<Import>(`/api/orders/imports/${checked.id}/start`)
}

const ended = (operator: TestClient, id: number): Promise<Import> =>
  until(
    async () => {
      const now = await operator.get<Import>(`/api/orders/imports/${id}`)
      return now.state === 'done' && now
    },
    { withinMs: 25_000, what: 'the import' },
  )

describe('what a customer bought and got', () => {
  let app: TestApp
  let operator: TestClient

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    operator = await rolesOf(app).asOperator()
  })
  afterAll(() => app.close())

  it('comes together when the buyer of a shop turns out to be the reader of the mini-program', async () => {
    const coupon = await operator.post<{ id: number; name: string }>('/api/coupons', {
      name: '见面礼',
      amountFen: 1000,
      thresholdFen: 0,
      stock: 5,
      perPersonLimit: 1,
      requiresPhone: false,
      openAt: '2026-01-01T00:00:00Z',
      validDays: 7,
    })
    await operator.post(`/api/coupons/${coupon.id}/state`, { action: 'open' })
    const person = await app.sandbox.post<SandboxPerson>('people', { name: '许知意' })
    const started = await importOf(operator, [`S1,${person.phone},GY-101,面霜,护肤,1,128.00,2026-03-01 10:00,天猫`])
    await ended(operator, started.id)
    const buyer = (await operator.get<Page<{ customerId: string }>>('/api/orders')).items[0]?.customerId

    const consumer = await rolesOf(app).asConsumer(person)
    const { coupons } = await consumer.get<{ coupons: { id: string }[] }>('/api/consumer/home')
    await consumer.post(`/api/consumer/coupons/${coupons[0]?.id ?? ''}/claim`)
    const holder = (await operator.get<Page<{ customerId: string }>>(`/api/coupons/${coupon.id}/claims`)).items[0]
    expect(holder?.customerId).not.toBe(buyer)

    const { code } = await app.sandbox.post<{ code: string }>(`people/${person.id}/phone-code`, {
      appid: loadDemoAccounts().miniProgram.appid,
    })
    const { privacy } = await consumer.get<{ privacy: { version: string } }>('/api/consumer/config')
    const granted = await consumer.post<{ merged: boolean; me: { id: string } }>('/api/consumer/phone', {
      code,
      consentVersion: privacy.version,
    })
    expect(granted.merged).toBe(true)
    const me = granted.me.id
    expect((await operator.get<Page<unknown>>('/api/orders', { customer: me })).total).toBe(1)
    expect((await operator.get<Page<object>>(`/api/coupons/${coupon.id}/claims`)).items).toMatchObject([
      { customerId: me },
    ])
    expect(await consumer.get('/api/consumer/me')).toMatchObject({ couponCount: 1 })
    expect(await consumer.refusal('POST', `/api/consumer/coupons/${coupons[0]?.id ?? ''}/claim`)).toMatchObject({
      code: 'COUPON_ALREADY_CLAIMED',
    })
  })
})

describe('an import', () => {
  it('goes on where it was when the server comes back', async () => {
    const db = await freshDatabase()
    const dataDir = mkdtempSync(join(tmpdir(), 'guiyi-import-'))
    const rows = 3500
    const first = await startTestApp({ db, dataDir })
    const lines = Array.from(
      { length: rows },
      (_, index) => `R${index},1990000${String(index % 40).padStart(4, '0')},GY-101,面霜,护肤,1,1.00,2026-05-01,京东`,
    )
    const operator = await rolesOf(first).asOperator()
    const { id } = await importOf(operator, lines)
    await until(async () => (await operator.get<Import>(`/api/orders/imports/${id}`)).importedRows > 0, { everyMs: 5 })
    await first.close()
    const [left] = await db.query<{ state: string; done: number }>('SELECT state, done_rows AS done FROM order_import')
    expect(left).toMatchObject({ state: 'running' })
    expect(left?.done).toBeLessThan(rows)

    const second = await startTestApp({ db, dataDir })
    const result = await ended(await rolesOf(second).asOperator(), id)
    expect(result).toMatchObject({ doneRows: rows, importedRows: rows, duplicateRows: 0 })
    expect(await db.query(`SELECT COUNT(*) AS events FROM event WHERE name = 'purchase'`)).toEqual([{ events: rows }])
    await second.close()
    await db.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }, 90_000)
})
