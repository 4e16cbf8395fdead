import { IdentityService } from '../../server/src/modules/identity'
import { EventService, type EventInput } from '../../server/src/modules/event'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles } from '../support/http'
import { until } from '../support/until'

describe('the tracking plan', () => {
  let testApp: TestApp
  let roles: Roles
  let events: EventService
  let identityId: number

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    events = testApp.app.get(EventService)
    const { identityIds } = await testApp.app
      .get(IdentityService)
      .resolve({ identities: [{ kind: 'openid', scope: 'wx-one', value: 'o-1' }], at: new Date(), source: 'test' })
    identityId = identityIds[0] ?? 0
  })

  afterAll(() => testApp.close())

  const event = (change: Partial<EventInput> = {}): EventInput => ({
    name: 'read_content',
    identityId,
    occurredAt: new Date('2026-11-01T02:00:00Z'),
    dedupKey: 'one',
    channel: '小程序',
    properties: { content_id: 7, duration_seconds: 95 },
    ...change,
  })

  it('lets an operator declare an event, and refuses the same name again', async () => {
    const operator = await roles.asOperator()
    const declared = {
      name: 'visit_store',
      label: '到店',
      properties: [{ key: 'store', label: '门店', type: 'text', required: true }],
    }
    await operator.post('/api/event-definitions', declared)
    expect(await operator.refusal('POST', '/api/event-definitions', declared)).toMatchObject({
      status: 409,
      code: 'EVENT_EXISTS',
    })
    await expect(
      events.record(event({ name: 'visit_store', dedupKey: 'store', properties: { store: '武康路店' } })),
    ).resolves.toBeGreaterThan(0)
    await operator.patch('/api/event-definitions/visit_store', { paused: true })
    await expect(
      events.record(event({ name: 'visit_store', dedupKey: 'late', properties: { store: '武康路店' } })),
    ).rejects.toMatchObject({ code: 'EVENT_PAUSED' })
    expect(await operator.refusal('PATCH', '/api/event-definitions/purchase', { paused: true })).toMatchObject({
      code: 'EVENT_BUILT_IN',
    })
  })

  const declare = (properties: object[], more: object = {}): object => ({
    name: `plan_${properties.length}_${Object.keys(more).length}`,
    label: '试用',
    properties,
    ...more,
  })

  it('makes a new version with every change and remembers the old ones', async () => {
    const operator = await roles.asOperator()
    const { id: ownerId } = await operator.get<{ id: number }>('/api/auth/me')
    const declared = {
      name: 'try_sample',
      label: '试用小样',
      properties: [],
      senders: ['门店 Pad'],
      expectedDaily: 40,
    }
    expect(await operator.post('/api/event-definitions', declared)).toMatchObject({
      version: 1,
      senders: ['门店 Pad'],
    })
    const skin = { key: 'skin', label: '肤质', type: 'text', options: ['干性', '油性'] }
    const changed = await operator.patch('/api/event-definitions/try_sample', {
      version: 1,
      properties: [skin],
      ownerId,
    })
    expect(changed).toMatchObject({ version: 2, expectedDaily: 40, owner: { id: ownerId } })
    const history = await operator.get<{ version: number; properties: object[] }[]>(
      '/api/event-definitions/try_sample/versions',
    )
    expect(history.map(({ version, properties }) => [version, properties.length])).toEqual([
      [2, 1],
      [1, 0],
    ])
    const stale = await operator.refusal('PATCH', '/api/event-definitions/try_sample', { version: 1, label: '旧' })
    expect(stale).toMatchObject({ status: 409, code: 'CONFLICT' })
    const sample = (value: string): Promise<number | null> =>
      events.record(event({ name: 'try_sample', dedupKey: `sample ${value}`, properties: { skin: value } }))
    await expect(sample('干性')).resolves.toBeGreaterThan(0)
    await expect(sample('混合性')).rejects.toMatchObject({ code: 'EVENT_PROPERTY_INVALID' })
    await operator.patch('/api/event-definitions/try_sample', { archived: true })
    await expect(sample('油性')).rejects.toMatchObject({ code: 'EVENT_PAUSED' })
  })

  it.each([
    [
      'the same key twice',
      [
        { key: 'a', label: '甲', type: 'text' },
        { key: 'a', label: '乙', type: 'text' },
      ],
      'properties.1.key',
    ],
    ['a column of another type', [{ key: 'amount', label: '金额', type: 'text' }], 'properties.0.type'],
    [
      'a reference that rules could not follow',
      [{ key: 'article', label: '文章', type: 'content' }],
      'properties.0.key',
    ],
    ['choices for a number', [{ key: 'n', label: '数', type: 'number', options: ['1'] }], 'properties.0.options'],
  ])('refuses %s', async (_, properties, field) => {
    const operator = await roles.asOperator()
    expect(await operator.refusal('POST', '/api/event-definitions', declare(properties))).toMatchObject({
      status: 400,
      code: 'EVENT_DEFINITION_INVALID',
      field,
    })
  })

  it('protects what our own touchpoints rely on', async () => {
    const operator = await roles.asOperator()
    const plan = await operator.get<{ name: string; properties: { key: string }[] }[]>('/api/event-definitions')
    const properties = plan.find(({ name }) => name === 'read_content')?.properties ?? []
    const path = '/api/event-definitions/read_content'
    for (const change of [
      { properties: properties.slice(1) },
      { properties: properties.map((one) => ({ ...one, required: true })) },
      { archived: true },
    ])
      expect(await operator.refusal('PATCH', path, change)).toMatchObject({ code: 'EVENT_BUILT_IN' })
    const more = [...properties, { key: 'depth', label: '阅读深度', type: 'number' }]
    expect(await operator.patch(path, { properties: more })).toMatchObject({ builtIn: true, version: 2 })
  })

  it('keeps what rules in force read, and says who reads it', async () => {
    const operator = await roles.asOperator()
    const store = { key: 'store', label: '门店', type: 'text' }
    const minutes = { key: 'minutes', label: '时长', type: 'number' }
    const path = '/api/event-definitions/visit_counter'
    await operator.post('/api/event-definitions', {
      name: 'visit_counter',
      label: '到柜',
      properties: [store, minutes],
    })
    expect(await operator.get(`${path}/users`)).toEqual([])
    const { segment } = await operator.post<{ segment: { id: number } }>('/api/segments', {
      name: '去过武康路的人',
      rule: {
        kind: 'event',
        event: 'visit_counter',
        where: [{ property: 'store', test: { op: 'is', values: ['武康路'] } }],
        window: { kind: 'ever' },
        measure: { of: 'count' },
        test: { op: '>=', value: 1 },
      },
    })
    expect(await operator.get(`${path}/users`)).toEqual([
      { kind: 'segment', id: segment.id, name: '去过武康路的人', properties: ['store'] },
    ])
    for (const properties of [[minutes], [{ ...store, type: 'list' }, minutes]]) {
      const refusal = await operator.refusal('PATCH', path, { properties })
      expect(refusal).toMatchObject({ status: 409, code: 'EVENT_PROPERTY_IN_USE', field: 'properties' })
      expect(refusal.message).toContain('属性「门店」正被分群「去过武康路的人」使用')
    }
    // What no rule reads may go, and what one reads may change its name for people.
    const kept = { ...store, label: '门店名称', options: ['武康路'] }
    expect(await operator.patch(path, { properties: [kept] })).toMatchObject({ version: 2 })
    await operator.delete(`/api/segments/${segment.id}`)
    expect(await operator.patch(path, { properties: [] })).toMatchObject({ version: 3 })
  })

  it('lets everybody answer for an event who may edit the plan, however large the team', async () => {
    const people = Array.from({ length: 230 }, (_, index) => `staff_${index}`)
    await testApp.db.query(
      `INSERT INTO staff (username, name, role) VALUES ${people.map(() => "(?, ?, 'operator')").join(', ')}`,
      people.flatMap((username) => [username, username]),
    )
    const operator = await roles.asOperator()
    const owners = await operator.get<{ id: number; name: string }[]>('/api/event-definitions/owners')
    const last = owners.find(({ name }) => name === 'staff_229')
    expect(last).toBeDefined()
    const answered = await operator.post('/api/event-definitions', declare([], { ownerId: last?.id }))
    expect(answered).toMatchObject({ owner: { name: 'staff_229' } })
    // Every list that offers people to answer for something.
    const tagOwners = await operator.get<{ name: string }[]>('/api/tags/owners')
    expect(tagOwners.map(({ name }) => name)).toContain('staff_229')
  })

  it.each([
    ['label', { label: null }],
    ['description', { description: null }],
    ['properties', { properties: null }],
    ['paused', { paused: null }],
    ['archived', { archived: null }],
    ['version', { version: null }],
    ['senders', { senders: null }],
    ['properties.0.required', { properties: [{ key: 'a', label: '甲', type: 'text', required: null }] }],
    ['expectedDaily', { expectedDaily: 1e12 }],
  ])('refuses a change whose %s is nothing that can be kept', async (field, change) => {
    const operator = await roles.asOperator()
    expect(await operator.refusal('PATCH', '/api/event-definitions/purchase', change)).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      field,
    })
  })

  it('goes out as a file, one row per property', async () => {
    const operator = await roles.asOperator()
    const { body, headers } = await operator.raw<string>('GET', '/api/event-definitions/export')
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('埋点方案.csv'))
    expect(body).toContain('purchase,购买商品,,启用,1,,,amount,金额,金额（分，整数）,是,')
  })

  it('names nobody as responsible who is not there', async () => {
    const operator = await roles.asOperator()
    expect(await operator.refusal('POST', '/api/event-definitions', declare([], { ownerId: 999 }))).toMatchObject({
      status: 404,
    })
  })

  it('counts the tracking plan by day', async () => {
    await events.record(
      event({ name: 'view_product', dedupKey: 'today', occurredAt: new Date(), properties: { product_id: 3 } }),
    )
    const operator = await roles.asOperator()
    const plan = await until(
      async () => {
        const definitions =
          await operator.get<{ name: string; count: number; people: number; days: { count: number }[] }[]>(
            '/api/event-definitions',
          )
        return definitions.find(({ name, count: total }) => name === 'view_product' && total === 1)
      },
      { what: 'the count of the day' },
    )
    expect(plan).toMatchObject({ people: 1 })
    expect(plan.days).toHaveLength(30)
    expect(plan.days.at(-1)).toMatchObject({ count: 1 })
  })
})
