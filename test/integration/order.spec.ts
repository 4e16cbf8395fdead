import { encode } from 'iconv-lite'
import { startTestApp, type TestApp } from '../support/app'
import { fileForm, rolesOf, type TestClient } from '../support/http'
import { until } from '../support/until'

interface Import {
  id: number
  state: string
  encoding: string
  totalRows: number
  validRows: number
  rejectedRows: number
  importedRows: number
  duplicateRows: number
  importedBeforeAt: string | null
  errors: { row: number; reason: string }[]
}
interface Order {
  orderNo: string
  amountFen: number
  quantity: number
  orderedAt: string
  customerId: string
  customerName: string
  phoneMasked: string
  items: { sku: string; productId: number | null }[]
}

const HEADING = '订单号,手机号,商品编码,商品名称,品类,数量,实付金额,下单时间,渠道'
const phone = (tail: number): string => `1990000${String(tail).padStart(4, '0')}`
const file = (...lines: string[]): string => `${HEADING}\n${lines.join('\n')}\n`

describe('orders by file', () => {
  let app: TestApp
  let operator: TestClient

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    operator = await rolesOf(app).asOperator()
    await operator.post('/api/products', { sku: 'GY-101', name: '谷雨修护面霜', priceFen: 12_800 })
  })
  afterAll(() => app.close())

  const check = (content: string | Uint8Array, name = '天猫三月.csv'): Promise<Import> =>
    operator.upload('/api/orders/imports', { name, content })
  const finish = async (id: number): Promise<Import> => {
    await operator.post(`/api/orders/imports/${id}/start`)
    return until(
      async () => {
        const now = await operator.get<Import>(`/api/orders/imports/${id}`)
        return now.state === 'done' && now
      },
      { what: 'the import' },
    )
  }
  const orders = (query: Record<string, string> = {}): Promise<{ items: Order[]; total: number }> =>
    operator.get('/api/orders', query)
  const purchases = (): Promise<
    { amount_fen: string; product_id: string | null; channel: string; properties: string }[]
  > => app.db.query(`SELECT amount_fen, product_id, channel, properties FROM event WHERE name = 'purchase' ORDER BY id`)

  const march = file(
    `TM1,${phone(1)},GY-101,谷雨修护面霜,护肤,2,256.00,2026-03-01 09:30:00,天猫`,
    `TM1,${phone(1)},GY-201,明前白茶,茶饮,1,"1,299.90",2026-03-01 09:30:00,天猫`,
    `TM2,,GY-101,谷雨修护面霜,护肤,1,128.00,2026-03-02 10:00:00,天猫`,
    `TM3,${phone(2)},GY-101,=cmd|谷雨,护肤,1,99999999999999,2026-03-02 10:00:00,天猫`,
  )

  it('are looked through first and change nothing', async () => {
    const checked = await check(march)
    expect(checked).toMatchObject({
      state: 'checked',
      totalRows: 4,
      validRows: 2,
      rejectedRows: 2,
      orderCount: 1,
      buyerCount: 1,
      unknownSkuCount: 1,
      amountFen: 155_590,
      importedBeforeAt: null,
    })
    expect(checked.errors).toEqual([
      { row: 4, reason: '缺少手机号' },
      { row: 5, reason: '实付金额不是有效的金额' },
    ])
    expect(await orders()).toMatchObject({ total: 0 })
    expect(await app.db.query('SELECT 1 FROM customer')).toHaveLength(0)
  })

  it('become orders, buyers and events, exactly once', async () => {
    expect(await finish((await check(march)).id)).toMatchObject({ importedRows: 2, duplicateRows: 0 })
    const { items } = await orders()
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      orderNo: 'TM1',
      amountFen: 155_590,
      quantity: 3,
      orderedAt: '2026-03-01T01:30:00.000Z',
      phoneMasked: '199****0001',
    })
    const events = await purchases()
    expect(events.map(({ amount_fen, channel }) => [Number(amount_fen), channel])).toEqual([
      [25_600, '天猫'],
      [129_990, '天猫'],
    ])
    expect(JSON.parse(events[1]?.properties ?? '{}')).toMatchObject({ order_no: 'TM1', category: '茶饮' })
    expect(events.map(({ product_id }) => product_id !== null)).toEqual([true, false])

    const again = await check(march)
    expect(again.importedBeforeAt).not.toBeNull()
    expect(await finish(again.id)).toMatchObject({ importedRows: 0, duplicateRows: 2 })
    expect(await purchases()).toHaveLength(2)
    expect((await orders()).total).toBe(1)
  })

  it('add a line that a later file brings to an order that is known', async () => {
    const later = file(
      `TM1,${phone(1)},GY-301,节气礼盒,礼盒,1,0.01,2026/3/1 9:30,天猫`,
      `TM1,${phone(1)},GY-101,谷雨修护面霜,护肤,2,256.00,2026-03-01 09:30:00,京东`,
    )
    expect(await finish((await check(later)).id)).toMatchObject({ importedRows: 2 })
    expect((await orders({ channel: '天猫' })).items).toMatchObject([{ amountFen: 155_591, quantity: 4 }])
    expect((await orders({ search: 'TM1' })).total).toBe(2)
  })

  it('are read as GBK when they are', async () => {
    const checked = await check(encode(file(`JD9,${phone(9)},GY-101,谷雨修护面霜,护肤,1,128,2026-04-01,京东`), 'gbk'))
    expect(checked).toMatchObject({ encoding: 'GBK', validRows: 1 })
    await finish(checked.id)
    const [customer] = (await orders({ search: 'JD9' })).items
    expect((await orders({ customer: customer?.customerId ?? '' })).items.map(({ orderNo }) => orderNo)).toEqual([
      'JD9',
    ])
  })

  it('name a buyer whom nobody has named', async () => {
    const named = (name: string, orderNo: string): string =>
      `${HEADING},收货人\n${orderNo},${phone(77)},GY-101,面霜,护肤,1,1,2026-04-01,京东,${name}\n`
    await finish((await check(named('沈知夏', 'N1'))).id)
    await finish((await check(named('别人代收', 'N2'))).id)
    const { items } = await orders({ search: 'N' })
    expect(items.map(({ customerName }) => customerName)).toEqual(['沈知夏', '沈知夏'])
  })

  it('give back the lines that were left out, harmless to a spreadsheet', async () => {
    const checked = await check(march)
    const { body, headers } = await operator.raw<string>('GET', `/api/orders/imports/${checked.id}/rejects`)
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('天猫三月-被拒绝的行.csv'))
    const lines = body.trim().split(/\r?\n/)
    expect(lines[0]).toBe(`行号,原因,${HEADING},收货人`)
    expect(lines[1]).toMatch(/^4,缺少手机号,TM2,,/)
    expect(lines[2]).toContain("'=cmd|谷雨")
    const clean = await check(file(`A1,${phone(3)},GY-101,面霜,护肤,1,1,2026-04-01,京东`))
    expect(await operator.refusal('GET', `/api/orders/imports/${clean.id}/rejects`)).toMatchObject({
      code: 'ORDER_REJECTS_GONE',
    })
  })

  it('keep phone numbers out of the record, the disk and the audit log', async () => {
    const dump = JSON.stringify([
      await app.db.query('SELECT * FROM raw_message'),
      await app.db.query('SELECT * FROM audit_entry'),
      await app.db.query('SELECT * FROM identity'),
      await app.db.query('SELECT * FROM job'),
    ])
    expect(dump).not.toContain(phone(1))
  })

  it('refuse what is no order file', async () => {
    const codeOf = async (content: string): Promise<unknown> =>
      (await operator.raw('POST', '/api/orders/imports', { body: fileForm({ name: 'x.csv', content }) })).body
    expect(await codeOf('')).toMatchObject({ error: { code: 'TABLE_EMPTY' } })
    expect(await codeOf('订单号,手机号\n1,2\n')).toMatchObject({
      error: { code: 'TABLE_COLUMNS_MISSING', message: expect.stringContaining('商品编码') as string },
    })
    expect(await codeOf('PK\u0003\u0004zip')).toMatchObject({ error: { code: 'FILE_UNREADABLE' } })
    const nothing = await check(file(`A2,,GY-101,面霜,护肤,1,1,2026-04-01,京东`))
    expect(await operator.refusal('POST', `/api/orders/imports/${nothing.id}/start`)).toMatchObject({
      code: 'ORDER_IMPORT_NOTHING',
    })
    expect(await operator.refusal('POST', '/api/orders/imports/999999/start')).toMatchObject({ status: 404 })
  })

  it('start once and can be cancelled only while they run', async () => {
    const { id } = await check(file(`B1,${phone(4)},GY-101,面霜,护肤,1,1,2026-04-01,京东`))
    expect(await operator.refusal('POST', `/api/orders/imports/${id}/cancel`)).toMatchObject({
      status: 409,
      code: 'ORDER_IMPORT_NOT_RUNNING',
    })
    const starts = await Promise.all([1, 2, 3].map(() => operator.raw('POST', `/api/orders/imports/${id}/start`)))
    expect(starts.filter(({ status }) => status === 200)).toHaveLength(1)
    await until(async () => (await operator.get<Import>(`/api/orders/imports/${id}`)).state === 'done')
    expect(await operator.refusal('POST', `/api/orders/imports/${id}/start`)).toMatchObject({
      code: 'ORDER_IMPORT_NOT_READY',
    })
  })

  it('stop where they are told to and go on from there', async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) => `C${index},${phone(100 + (index % 50))},GY-101,面霜,护肤,1,1.00,2026-05-01 10:00,京东`,
    )
    const { id } = await check(file(...lines))
    await operator.post(`/api/orders/imports/${id}/start`)
    await until(async () => (await operator.get<Import>(`/api/orders/imports/${id}`)).importedRows > 0, { everyMs: 5 })
    await operator.post(`/api/orders/imports/${id}/cancel`)
    const stopped = await until(async () => {
      const now = await operator.get<Import>(`/api/orders/imports/${id}`)
      return now.state === 'cancelled' && now
    })
    expect(stopped.importedRows).toBeLessThan(3000)
    expect(await finish(id)).toMatchObject({ importedRows: 3000, duplicateRows: 0 })
    expect((await orders({ search: 'C' })).total).toBe(3000)
  })

  it('let in whom they should', async () => {
    const roles = rolesOf(app)
    const editor = await roles.asEditor()
    const form = fileForm({ name: 'x.csv', content: march })
    expect(await roles.anonymous().refusal('GET', '/api/orders')).toMatchObject({ status: 401 })
    expect(await editor.raw('POST', '/api/orders/imports', { body: form })).toMatchObject({ status: 403 })
    expect(await editor.refusal('GET', '/api/orders')).toMatchObject({ status: 403 })
  })
})
