import { encode } from 'iconv-lite'
import { startTestApp, type TestApp } from '../support/app'
import { fileForm, rolesOf, type TestClient } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'

interface Product {
  id: number
  sku: string
  name: string
  category: string | null
  priceFen: number
  imageUrl: string
}
interface Imported {
  created: number
  updated: number
  rejected: number
  errors: { row: number; reason: string }[]
}

const CSV =
  '商品编码,商品名称,品类,价格\nGY-101,谷雨修护面霜,护肤,128.00\nGY-201,明前白茶,茶饮,"1,299.9"\n,没有编码,护肤,1\nGY-301,负数,护肤,-1\n'

describe('products', () => {
  let app: TestApp
  let editor: TestClient

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    editor = await rolesOf(app).asEditor()
  })
  afterAll(() => app.close())

  const list = (query: Record<string, string | number | boolean> = {}): Promise<{ items: Product[]; total: number }> =>
    editor.get('/api/products', query)

  it('come in by file, in both encodings, without doubles', async () => {
    const first = await editor.upload<Imported>('/api/products/import', { name: '商品.csv', content: CSV })
    expect(first).toMatchObject({ created: 2, updated: 0, rejected: 2, errors: [{ row: 4 }, { row: 5 }] })
    const again = await editor.upload<Imported>('/api/products/import', {
      name: '商品.csv',
      content: encode(CSV.replace('128.00', '118.00'), 'gbk'),
    })
    expect(again).toMatchObject({ created: 0, updated: 2 })
    const { items } = await list({ sort: 'sku' })
    expect(items.map(({ sku, name, category, priceFen }) => [sku, name, category, priceFen])).toEqual([
      ['GY-101', '谷雨修护面霜', '护肤', 11_800],
      ['GY-201', '明前白茶', '茶饮', 129_990],
    ])
    const found = async (search: string) => (await list({ search })).items.map(({ sku }) => sku)
    expect([await found('白茶'), await found('gy-1'), await found('GY-1')]).toEqual([['GY-201'], [], ['GY-101']])
  })

  it('are shown to consumers while they are on sale', async () => {
    const [category] = await editor.get<{ id: number; name: string }[]>('/api/product-categories')
    const product = await editor.post<Product>('/api/products', {
      sku: 'GY-900',
      name: '安心润护霜',
      categoryId: category?.id,
      priceFen: 8900,
      parameters: { 净含量: '50 g', 适用: '全肤质' },
    })
    const person = await app.sandbox.post<SandboxPerson>('people', { name: '周禾' })
    const consumer = await rolesOf(app).asConsumer(person)
    const path = `/api/consumer/products/${product.id}`
    expect(await consumer.get(path)).toMatchObject({
      id: String(product.id),
      category: '护肤',
      priceFen: 8900,
      parameters: [
        { label: '净含量', value: '50 g' },
        { label: '适用', value: '全肤质' },
      ],
    })
    expect((await consumer.raw('GET', product.imageUrl)).status).toBe(200)
    await editor.patch(`/api/products/${product.id}`, { onSale: false })
    expect(await consumer.refusal('GET', path)).toMatchObject({ status: 404 })
    expect((await list({ onSale: false })).items.map(({ sku }) => sku)).toEqual(['GY-900'])
  })

  it('name what is wrong', async () => {
    expect(await editor.refusal('POST', '/api/products', { sku: 'GY-101', name: 'x', priceFen: 1 })).toMatchObject({
      code: 'PRODUCT_SKU_TAKEN',
      field: 'sku',
    })
    expect(await editor.refusal('POST', '/api/products', { sku: '=1+1', name: 'x', priceFen: 1 })).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'sku',
    })
    expect(await editor.refusal('POST', '/api/products', { sku: 'A1', name: 'x', priceFen: 0.5 })).toMatchObject({
      field: 'priceFen',
    })
    expect(
      await editor.refusal('POST', '/api/products', { sku: 'A1', name: 'x', priceFen: 1, categoryId: 999 }),
    ).toMatchObject({ code: 'PRODUCT_CATEGORY_UNKNOWN' })
    const wrong = await editor.raw('POST', '/api/products/import', {
      body: fileForm({ name: 'a.csv', content: '编码,名称\n1,2\n' }),
    })
    expect(wrong.body).toMatchObject({ error: { code: 'TABLE_COLUMNS_MISSING' } })
  })

  it('keep a category that is in use', async () => {
    const [category] = await editor.get<{ id: number; productCount: number }[]>('/api/product-categories')
    expect(await editor.refusal('DELETE', `/api/product-categories/${category?.id}`)).toMatchObject({
      status: 409,
      code: 'PRODUCT_CATEGORY_IN_USE',
    })
    const empty = await editor.post<{ id: number }>('/api/product-categories', { name: '礼盒' })
    expect(await editor.refusal('POST', '/api/product-categories', { name: '礼盒' })).toMatchObject({
      code: 'PRODUCT_CATEGORY_NAME_TAKEN',
    })
    await editor.delete(`/api/product-categories/${empty.id}`)
  })

  it('let in whom they should', async () => {
    const roles = rolesOf(app)
    expect(await roles.anonymous().refusal('GET', '/api/products')).toMatchObject({ status: 401 })
    expect(
      await (await roles.asSales()).refusal('POST', '/api/products', { sku: 'A1', name: 'x', priceFen: 1 }),
    ).toMatchObject({ status: 403 })
  })
})
