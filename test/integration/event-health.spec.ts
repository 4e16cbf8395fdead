import { IdentityService } from '../../server/src/modules/identity'
import { EventService } from '../../server/src/modules/event'
import { AudienceEngine, EngineFeeder } from '../../server/src/platform/audience-engine'
import { JobRegistry, type JobContext } from '../../server/src/platform/jobs'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'

const HOUR = 3_600_000
const NOW = Date.now()
const THIS_HOUR = Math.floor(NOW / HOUR) * HOUR

interface Row {
  name: string
  verdict: string | null
  window: { hours: number; seen: number; expected: number } | null
  lastDay: number
  total: number
  held: number
  users: { tags: number; segments: number }
}
interface Alert {
  id: number
  kind: string
  event: string
  sentence: string
  notified: boolean
  resolvedAt: string | null
  mutedUntil: string | null
}

describe('the health of the tracking plan', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let person: { customerId: number; identityId: number }
  let staffId: number

  beforeAll(async () => {
    testApp = await startTestApp({ sandbox: true })
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    staffId = (await operator.get<{ id: number }>('/api/auth/me')).id
    const { customerId, identityIds } = await testApp.app
      .get(IdentityService)
      .resolve({ identities: [{ kind: 'member_no', scope: 'x', value: '1' }], at: new Date(), source: 'test' })
    person = { customerId, identityId: identityIds[0] ?? 0 }
    // A new engine is filled from the record first; rows put into it before that would go with the old tables.
    await until(
      async () =>
        (await testApp.db.query("SELECT id FROM job WHERE kind = 'engine.rebuild' AND state IN ('pending', 'running')"))
          .length === 0 || null,
      {
        what: 'the first filling of the engine',
      },
    )
    // Seven weeks of 20 an hour; the last full hour brought none of the one and 200 of the other.
    await fill('view_product', 7 * 168, 20, 0)
    await fill('login_mini_program', 7 * 168, 20, 200)
    await operator.patch('/api/event-definitions/view_product', { ownerId: staffId })
  })

  afterAll(() => testApp.close())

  async function fill(name: string, hours: number, each: number, last: number): Promise<void> {
    await testApp.app.get(AudienceEngine).command(
      `INSERT INTO event SELECT 1000000 + number, ${person.customerId}, {name:String},
         fromUnixTimestamp64Milli(toInt64({end:Int64}) - ${HOUR} - intDiv(number, ${each}) * ${HOUR} - 1000), '', 0, 0, NULL, NULL, map()
       FROM numbers(${hours * each})`,
      { name, end: THIS_HOUR },
    )
    if (last === 0) return
    await testApp.app.get(AudienceEngine).command(
      `INSERT INTO event SELECT 9000000 + number, ${person.customerId}, {name:String},
         fromUnixTimestamp64Milli(toInt64({end:Int64}) - 1000), '', 0, 0, NULL, NULL, map() FROM numbers(${last})`,
      { name, end: THIS_HOUR },
    )
  }

  /** The hourly job's own handler, run now. */
  const check = (): Promise<unknown> =>
    testApp.app
      .get(JobRegistry)
      .get('event.check-health')
      .handler({} as never, {} as JobContext)

  const alerts = async (): Promise<Alert[]> => operator.get('/api/event-alerts')
  const row = async (name: string): Promise<Row | undefined> =>
    (await operator.get<{ events: Row[] }>('/api/event-health')).events.find((event) => event.name === name)

  it('compares the last hours with the same hours of the weeks before', async () => {
    // What the server counted while it started is kept for a minute; the hourly check counts afresh.
    await check()
    expect(await row('view_product')).toMatchObject({ verdict: 'silence', window: { hours: 1, seen: 0, expected: 20 } })
    expect(await row('login_mini_program')).toMatchObject({ verdict: 'surge', window: { seen: 200, expected: 20 } })
    expect(await row('read_content')).toMatchObject({ verdict: null, window: null, total: 0 })
  })

  it('tells the responsible person once, in the console and in WeCom', async () => {
    const { body } = await (await roles.asAdministrator()).raw<{ items: { id: number }[] }>('GET', '/api/staff')
    expect(body.items.length).toBeGreaterThan(0)
    await testApp.db.query("UPDATE staff SET work_userid = NULL WHERE work_userid = 'chenmo'")
    await testApp.db.query("UPDATE staff SET work_userid = 'chenmo' WHERE id = ?", [staffId])
    await check()
    await check()
    const open = (await alerts()).filter(({ resolvedAt }) => resolvedAt === null)
    expect(open.map(({ kind, event, notified }) => [kind, event, notified]).sort()).toEqual([
      ['silence', 'view_product', true],
      ['surge', 'login_mini_program', false],
    ])
    expect(open.find(({ kind }) => kind === 'silence')?.sentence).toBe(
      '「浏览商品」突然变少：近 1 小时 0 次，往常这时约 20 次',
    )
  })

  it('closes an alert when the trouble is over, and keeps a muted one quiet when it comes back', async () => {
    const silence = (await alerts()).find(({ kind }) => kind === 'silence')
    await operator.post(`/api/event-alerts/${silence?.id}/mute`, { hours: 24 })
    await testApp.app
      .get(AudienceEngine)
      .command(
        `INSERT INTO event SELECT 8000000 + number, 1, 'view_product', fromUnixTimestamp64Milli(toInt64({end:Int64}) - 1000), '', 0, 0, NULL, NULL, map() FROM numbers(20)`,
        { end: THIS_HOUR },
      )
    await check()
    expect((await alerts()).find(({ id }) => id === silence?.id)?.resolvedAt).not.toBeNull()
    await testApp.app.get(AudienceEngine).command(`DELETE FROM event WHERE id >= 8000000 AND id < 8000020`)
    await check()
    const again = (await alerts()).find(({ kind, resolvedAt }) => kind === 'silence' && resolvedAt === null)
    expect(again).toMatchObject({ notified: false })
    expect(again?.mutedUntil).not.toBeNull()
  })

  it('counts how well properties are filled, and what was held because of them', async () => {
    const events = testApp.app.get(EventService)
    const { key } = await operator.post<{ key: string }>('/api/track-sources', {
      code: 'site',
      kind: 'web',
      name: '官网',
    })
    for (const seconds of [5, null, 7])
      await events.record({
        name: 'read_content',
        identityId: person.identityId,
        occurredAt: new Date(NOW - 2 * HOUR),
        dedupKey: `health ${seconds}`,
        channel: '小程序',
        properties: { content_id: 1, ...(seconds === null ? {} : { duration_seconds: seconds }) },
      })
    await testApp.db.query(
      `INSERT INTO article (id, title, summary, author, cover_url, body, read_minutes, product_ids, updated_at)
       VALUES (1, '白茶', '', '', '', '', 1, '[]', NOW(3))`,
    )
    const held = (id: string, properties: object): object => ({
      id,
      event: 'read_content',
      time: new Date(NOW - HOUR).toISOString(),
      anonymousId: 'visitor-0001',
      properties,
    })
    await roles.anonymous().raw('POST', '/v1/track', {
      body: {
        messages: [
          held('a', { content_id: 1, duration_seconds: 'long' }),
          held('b', {}),
          held('c', { content_id: 'x' }),
          held('d', { content_id: 'x', duration_seconds: 'long', colour: '红' }),
        ],
      },
      headers: { authorization: `Bearer ${key}` },
    })
    await testApp.app.get(EngineFeeder).drain()
    const { properties } = await operator.get<{ properties: Record<string, unknown>[] }>(
      '/api/event-health/read_content',
    )
    const property = (key: string): Record<string, unknown> | undefined => properties.find((one) => one['key'] === key)
    // Every fault of an event counts, not only the first.
    expect(property('duration_seconds')).toMatchObject({
      filled: 2,
      empty: 1,
      wrong: 2,
      nullRate: 1 / 3,
      wrongRate: 0.5,
    })
    expect(property('content_id')).toMatchObject({ filled: 3, empty: 1, missing: 1, wrong: 2, wrongRate: 0.4 })
    expect(property('colour')).toMatchObject({ declared: false, type: null, wrong: 1 })
    const days = property('duration_seconds')?.['days'] as { day: string; filled: number; wrong: number }[]
    expect(days).toHaveLength(14)
    const lastDays = days.slice(-2)
    expect(lastDays.reduce((sum, { filled }) => sum + filled, 0)).toBe(2)
    expect(lastDays.reduce((sum, { wrong }) => sum + wrong, 0)).toBe(2)
    expect(property('duration_seconds')).toMatchObject({ firstAt: new Date(NOW - 2 * HOUR).toISOString() })
    expect(await row('read_content')).toMatchObject({ held: 4 })
    expect(await operator.refusal('GET', '/api/event-health/never_declared')).toMatchObject({ code: 'EVENT_UNKNOWN' })
  })

  it('tells when a property suddenly comes empty or wrong', async () => {
    await operator.post('/api/event-definitions', {
      name: 'try_shoes',
      label: '试鞋',
      ownerId: staffId,
      properties: [
        { key: 'colour', label: '颜色', type: 'text' },
        { key: 'size', label: '尺码', type: 'number' },
        { key: 'store', label: '门店', type: 'text' },
      ],
    })
    const HOURS = 8 * 24
    await testApp.app.get(AudienceEngine).command(
      `INSERT INTO event SELECT 7000000 + number, 1, 'try_shoes', fromUnixTimestamp64Milli(toInt64({end:Int64}) - intDiv(number, 10) * ${HOUR} - 1000),
         '', 0, 0, NULL, NULL, if(number < 240, map('size', '36'), map('size', '36', 'colour', '红')) FROM numbers(${HOURS * 10})`,
      { end: THIS_HOUR },
    )
    const { key } = await operator.post<{ key: string }>('/api/track-sources', {
      code: 'till',
      kind: 'server',
      name: '收银台',
    })
    const messages = Array.from({ length: 60 }, (_, index) => ({
      id: `shoes-${index}`,
      event: 'try_shoes',
      time: new Date(NOW - HOUR).toISOString(),
      identities: [{ kind: 'anonymous_id', scope: 'till', value: 'visitor-0001' }],
      properties: { size: 'L' },
    }))
    await roles
      .anonymous()
      .raw('POST', '/v1/track', { body: { messages }, headers: { authorization: `Bearer ${key}` } })
    await check()
    const shoes = (await alerts()).filter(({ event }) => event === 'try_shoes')
    const told = (kind: string): string | undefined => shoes.find((alert) => alert.kind === kind)?.sentence
    expect(told('nulls')).toMatch(/^「试鞋」的属性「颜色」近 24 小时有 (9\d|100)% 没有值/)
    expect(told('wrong-values')).toMatch(
      /^「试鞋」的属性「尺码」近 24 小时有 \d+% 取值不对，已放入隔离区（60 \/ \d+），之前 7 天是 0%$/,
    )
    // 门店 never came at all: that is not news.
    expect(shoes.filter(({ kind }) => kind === 'nulls')).toHaveLength(1)
  })

  it('knows which events rules read', async () => {
    await operator.post('/api/segments', {
      name: '看过文章',
      rule: {
        kind: 'event',
        event: 'read_content',
        window: { kind: 'ever' },
        measure: { of: 'count' },
        test: { op: '>=', value: 1 },
      },
    })
    expect(await row('read_content')).toMatchObject({ users: { tags: 0, segments: 1 } })
    expect(await row('use_coupon')).toMatchObject({ users: { tags: 0, segments: 0 } })
  })

  it('finds events by person, property, channel and time', async () => {
    const find = async (query: Record<string, string>): Promise<number> =>
      (await operator.get<{ items: object[] }>('/api/events', query)).items.length
    await until(async () => (await find({ property: 'duration_seconds', value: '7' })) === 1 || null, {
      what: 'the event in the engine',
    })
    expect(await find({ name: 'read_content', channel: '小程序' })).toBe(3)
    expect(await find({ name: 'read_content', channel: '天猫' })).toBe(0)
    expect(await find({ property: 'content_id', value: '1' })).toBe(3)
    expect(await find({ name: 'read_content', from: new Date(NOW - HOUR).toISOString() })).toBe(0)
    const file = await operator.raw<string>('GET', '/api/events/export', {
      query: { name: 'read_content', channel: '小程序' },
    })
    expect(file.body.trim().split('\n')).toHaveLength(4)
    expect(file.body).toContain('阅读时长(秒)：7')
    expect(await (await roles.asEditor()).refusal('GET', '/api/events/export')).toMatchObject({ status: 403 })
    const all = await operator.get<{ items: { customer: { publicId: string } }[] }>('/api/events', {
      name: 'read_content',
    })
    const customer = all.items[0]?.customer.publicId ?? ''
    expect(await find({ customer, property: 'duration_seconds', value: '5' })).toBe(1)
    expect(await find({ customer, property: 'duration_seconds', value: '6' })).toBe(0)
    // A time without a zone is Shanghai's, wherever the server stands.
    const shanghai = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 19)
    expect(await find({ name: 'read_content', from: shanghai(NOW - 3 * HOUR), to: shanghai(NOW - HOUR) })).toBe(3)
    expect(await find({ name: 'read_content', from: shanghai(NOW - HOUR) })).toBe(0)
    expect(await find({ property: 'constructor', value: 'x' })).toBe(0)
    expect(await find({ customer, property: 'constructor', value: 'x' })).toBe(0)
    for (const from of ['yesterday', '2026-W45', '2026-02-30', '2026-11-01T25:00:00Z', '20261101'])
      expect(await operator.refusal('GET', `/api/events?from=${from}`)).toMatchObject({ status: 400, field: 'from' })
  })

  it('is for those who may see events', async () => {
    expect(await (await roles.asSales()).refusal('GET', '/api/event-health')).toMatchObject({ status: 403 })
    expect(await (await roles.asSales()).refusal('GET', '/api/event-alerts')).toMatchObject({ status: 403 })
    expect(await operator.refusal('POST', '/api/event-alerts/999999/mute', { hours: 1 })).toMatchObject({ status: 404 })
  })
})
