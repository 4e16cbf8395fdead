import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople } from './tag-support'

interface Catalog {
  events: { name: string; properties: { key: string; type: string }[] }[]
  attributes: { key: string }[]
  workMembers: { value: string; label: string }[]
}

const bought = {
  kind: 'event',
  event: 'purchase',
  window: { kind: 'past', days: 7, unit: 'day' },
  measure: { of: 'count' },
  test: { op: '>=', value: 3 },
}

describe('rules over HTTP', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
  }, 60_000)
  afterAll(() => testApp.close())

  it('offers events with their dimensions, and no attribute in a person’s own words', async () => {
    const catalog = await operator.get<Catalog>('/api/rules/catalog')
    const keysOf = (event: string): string[] =>
      catalog.events.find(({ name }) => name === event)?.properties.map(({ key }) => key) ?? []
    expect(keysOf('read_content')).toEqual(expect.arrayContaining(['content_id', 'duration_seconds', 'content.tag']))
    expect(keysOf('purchase')).toContain('product.category')
    expect(keysOf('submit_form')).not.toContain('product.category')
    const attributes = catalog.attributes.map(({ key }) => key)
    expect(attributes).toContain('skin_type')
    expect(attributes).not.toContain('nickname')
    expect(catalog.workMembers).toContainEqual({ value: 'linxiaoyu@ww0ff1c1a1c0rp0001', label: '林晓雨' })
  })

  it('says a rule as a sentence, or names its faults', async () => {
    const said = await operator.post('/api/rules/describe', {
      kind: 'rule',
      rule: { kind: 'all', of: [bought, { kind: 'follows' }] },
    })
    expect(said).toEqual({
      sentence: expect.stringMatching(/^过去 7 天「购买商品」的次数 ≥ 3 次 且 关注公众号（/) as string,
      problems: [],
    })
    const faulty = await operator.post('/api/rules/describe', {
      kind: 'rule',
      rule: { kind: 'all', of: [{ ...bought, event: 'gone' }, { kind: 'follows' }] },
    })
    expect(faulty).toEqual({
      sentence: null,
      problems: [{ code: 'unknown-event', path: 'of[0].event', message: '没有名为「gone」的事件' }],
    })
    const tag = {
      kind: 'tag-rule',
      rule: {
        kind: 'preference',
        event: 'purchase',
        window: { kind: 'ever' },
        by: 'category',
        score: { of: 'count' },
        top: 3,
      },
    }
    expect(await operator.post('/api/rules/describe', tag)).toMatchObject({
      sentence: '历史上「购买商品」中按次数最高的前 3 个品类（相同时按名称排序）',
    })
  })

  it('knows every member of the corp, however many there are', async () => {
    const rows = Array.from(
      { length: 205 },
      (_, index) => `('crowd-${index}', '员工${index}', 'sales', 'crowd-${index}')`,
    )
    await testApp.db.query(`INSERT INTO staff (username, name, role, work_userid) VALUES ${rows.join(', ')}`)
    const { workMembers } = await operator.get<Catalog>('/api/rules/catalog')
    expect(workMembers).toContainEqual({ value: 'crowd-204@ww0ff1c1a1c0rp0001', label: '员工204' })
  })

  it('refuses a rule with the fault of every node', async () => {
    const window = { kind: 'fixed', from: '2999-01-01', to: '2999-01-02' }
    const rule = { ...bought, kind: 'metric', test: undefined, weigth: 2, window }
    expect(await operator.refusal('POST', '/api/tags', { name: '未来', method: 'rule', rule })).toMatchObject({
      code: 'RULE_INVALID',
      field: 'rule.window.from',
      details: [
        { field: 'rule.window.from', code: 'window-in-future' },
        { field: 'rule.weigth', code: 'unknown-field', message: '规则里没有这个字段' },
      ],
    })
  })

  it('lists the values that have been seen', async () => {
    const people = new TestPeople(testApp)
    const person = await people.person('shopper')
    await people.buys(person, 100)
    await people.buys(person, 200)
    await people.settled()
    expect(await operator.get('/api/rules/values', { event: 'purchase', property: 'category' })).toEqual([
      { value: '护肤', count: 2 },
    ])
    expect(await operator.refusal('GET', '/api/rules/values?event=purchase&property=colour')).toMatchObject({
      status: 400,
      code: 'RULE_INVALID',
    })
  })

  it('shows the lag of the engine, and lets only administrators rebuild it', async () => {
    expect(await operator.get('/api/system/engine')).toEqual({ alive: true, waiting: 0, lagSeconds: 0 })
    expect(await operator.refusal('POST', '/api/system/engine/rebuild')).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    const administrator = await roles.asAdministrator()
    const { jobId } = await administrator.post<{ jobId: number }>('/api/system/engine/rebuild')
    await until(async () => {
      const [job] = await testApp.db.query<{ state: string }>('SELECT state FROM job WHERE id = ?', [jobId])
      return job?.state === 'done'
    })
    expect(await operator.get('/api/rules/values', { event: 'purchase', property: 'category' })).toEqual([
      { value: '护肤', count: 2 },
    ])
  })

  it('lets nobody in without log-in', async () => {
    expect(await roles.anonymous().refusal('GET', '/api/rules/catalog')).toMatchObject({ status: 401 })
    expect(await (await roles.asSales()).refusal('GET', '/api/system/engine')).toMatchObject({ status: 403 })
  })
})
