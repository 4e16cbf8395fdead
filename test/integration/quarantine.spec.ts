import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'

interface Group {
  sourceId: number
  event: string
  label: string | null
  reason: string
  property: string
  count: number
  mapped: boolean
}

describe('the quarantine', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let source: { sourceId: number; key: string }
  let next = 1

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    source = await operator.post('/api/track-sources', { code: 'site', kind: 'web', name: '官网' })
    await operator.post('/api/event-definitions', {
      name: 'book_class',
      label: '预约体验课',
      properties: [
        { key: 'amount', label: '定金', type: 'money', required: true },
        { key: 'store', label: '门店', type: 'text' },
      ],
    })
  })

  afterAll(() => testApp.close())

  const send = async (event: string, properties: object, change: object = {}): Promise<void> => {
    const message = {
      id: `q-${next++}`,
      event,
      time: new Date(Date.now() - 60_000).toISOString(),
      anonymousId: 'visitor-0001',
      properties,
      ...change,
    }
    const { status } = await roles.anonymous().raw('POST', '/v1/track', {
      body: { messages: [message] },
      headers: { authorization: `Bearer ${source.key}` },
    })
    if (status !== 200) throw new Error(String(status))
  }

  const groups = async (event: string): Promise<Group[]> =>
    (await operator.get<Group[]>('/api/event-quarantine/groups')).filter((group) => group.event === event)

  const recorded = async (name: string): Promise<{ amount: number | null; properties: string }[]> =>
    testApp.db.query('SELECT amount_fen AS amount, properties FROM event WHERE name = ? ORDER BY id', [name])

  const finished = async (jobId: number | null): Promise<{ result: { replayed: number; held: number } }> =>
    until(
      async () => {
        const [job] = await testApp.db.query<{ state: string; result: string }>(
          'SELECT state, result FROM job WHERE id = ?',
          [jobId],
        )
        return job?.state === 'done' ? { result: JSON.parse(job.result) as { replayed: number; held: number } } : null
      },
      { what: 'the replay' },
    )

  const target = (event: string): { sourceId: number; event: string } => ({ sourceId: source.sourceId, event })

  it('holds what does not fit with the reason and the property, and counts it nowhere', async () => {
    await send('book_class', { amount: '12.5' })
    await send('book_class', { amount: '1,299.00元', store: '武康路' })
    await send('book_class', {})
    await send('book_class', { amount: 100, colour: 'red' })
    await send('book_class', { amount: 100 }, { time: new Date(Date.now() + 86_400_000).toISOString() })
    await send('book_class', { amount: 100 }, { time: '1999-01-01T00:00:00Z' })
    expect((await groups('book_class')).map(({ reason, property, count }) => [reason, property, count]).sort()).toEqual(
      [
        ['property_missing', 'amount', 1],
        ['property_type', 'amount', 2],
        ['time_future', '', 1],
        ['time_past', '', 1],
        ['unknown_property', 'colour', 1],
      ],
    )
    expect(await recorded('book_class')).toEqual([])
    const { items } = await operator.get<{ items: { properties: object; detail: string }[] }>('/api/event-quarantine', {
      ...target('book_class'),
      reason: 'unknown_property',
    })
    expect(items).toMatchObject([
      {
        properties: { amount: 100, colour: 'red' },
        detail: '没有声明这个属性',
        faults: [{ kind: 'unknown_property', property: 'colour' }],
      },
    ])
  })

  it('shows beforehand what a mapping would do', async () => {
    const steps = [{ do: 'convert', property: 'amount', as: 'yuan' }]
    const preview = await operator.post<{
      tried: number
      fitting: number
      samples: { before: { amount?: unknown }; after: { amount?: unknown }; problem: string | null }[]
    }>('/api/event-quarantine/preview', { ...target('book_class'), steps })
    expect(preview).toMatchObject({ tried: 6, fitting: 2 })
    const converted = preview.samples.filter(({ problem }) => problem === null)
    expect(converted.map(({ before, after }) => [before.amount, after.amount])).toEqual([
      ['1,299.00元', 129_900],
      ['12.5', 1_250],
    ])
    expect(await recorded('book_class')).toEqual([])
  })

  it('mends by a mapping, replays each event exactly once, and mends what comes later', async () => {
    const steps = [
      { do: 'convert', property: 'amount', as: 'yuan' },
      { do: 'drop', property: 'colour' },
    ]
    const put = (): Promise<{ jobId: number }> =>
      operator.put('/api/event-mappings', { ...target('book_class'), steps, replay: true })
    const jobs = await Promise.all([put(), put(), put()])
    const results = await Promise.all(jobs.map(({ jobId }) => finished(jobId)))
    expect(results.reduce((sum, { result }) => sum + result.replayed, 0)).toBe(3)
    expect((await recorded('book_class')).map(({ amount }) => amount)).toEqual([1_250, 129_900, 10_000])
    await send('book_class', { amount: '8' })
    expect((await recorded('book_class')).at(-1)?.amount).toBe(800)
    expect((await groups('book_class')).map(({ reason, mapped }) => [reason, mapped]).sort()).toEqual([
      ['property_missing', true],
      ['time_future', true],
      ['time_past', true],
    ])
  })

  it('renames events and properties, fills in a constant and takes the time of arrival', async () => {
    await send('BookClass', { fee: 5000, where: '安福路' }, { time: new Date(Date.now() + 86_400_000).toISOString() })
    const steps = [
      { do: 'rename-event', to: 'book_class' },
      { do: 'rename', property: 'fee', to: 'amount' },
      { do: 'drop', property: 'where' },
      { do: 'constant', property: 'store', value: '安福路店' },
      { do: 'received-time' },
    ]
    const { jobId } = await operator.put<{ jobId: number }>('/api/event-mappings', {
      ...target('BookClass'),
      steps,
      replay: true,
    })
    expect((await finished(jobId)).result).toEqual({ replayed: 1, held: 0 })
    const last = (await recorded('book_class')).at(-1)
    expect(last).toMatchObject({ amount: 5000 })
    expect(JSON.parse(last?.properties ?? '')).toEqual({ store: '安福路店' })
  })

  it('declares an event from its samples and lets them through', async () => {
    for (const minutes of [3, 8]) await send('ViewStory', { Title: '白茶', minutes, at: '2026-11-01', vip: true })
    const suggestion = await operator.post<{ name: string; label: string; properties: object[]; renamed: object[] }>(
      '/api/event-quarantine/suggestion',
      target('ViewStory'),
    )
    expect(suggestion).toMatchObject({
      known: false,
      name: 'view_story',
      renamed: [{ from: 'Title', to: 'title' }],
      properties: [
        { key: 'title', type: 'text' },
        { key: 'minutes', type: 'number' },
        { key: 'at', type: 'date' },
        { key: 'vip', type: 'boolean' },
      ],
    })
    const { name, label, properties } = suggestion
    await operator.post('/api/event-definitions', { name, label, properties })
    const steps = [
      { do: 'rename-event', to: name },
      { do: 'rename', property: 'Title', to: 'title' },
    ]
    const { jobId } = await operator.put<{ jobId: number }>('/api/event-mappings', {
      ...target('ViewStory'),
      steps,
      replay: true,
    })
    expect((await finished(jobId)).result.replayed).toBe(2)
    expect(await recorded('view_story')).toHaveLength(2)
  })

  it('finds things by the brand’s codes, and holds what points at none until there is one', async () => {
    await operator.post('/api/event-definitions', {
      name: 'try_on',
      label: '试穿',
      properties: [
        { key: 'product_id', label: '商品', type: 'product', required: true },
        { key: 'content_id', label: '内容', type: 'content' },
      ],
    })
    const insert = (id: number, sku: string): Promise<unknown[]> =>
      testApp.db.query(
        `INSERT INTO product (id, sku, name, price_fen, parameters, description, image_url, updated_at)
         VALUES (?, ?, '衬衫', 100, '{}', '', '', NOW(3))`,
        [id, sku],
      )
    await insert(7001, 'SHIRT-01')
    // A code that reads like one of our numbers is a code all the same.
    await insert(7002, '7001')
    await send('try_on', { product_id: 'SHIRT-01' })
    await send('try_on', { product_id: '7001' })
    await send('try_on', { product_id: 7001 })
    await send('try_on', { product_id: '7002' })
    const tried = (): Promise<{ product: string }[]> =>
      testApp.db.query("SELECT product_id AS product FROM event WHERE name = 'try_on' ORDER BY id")
    expect((await tried()).map(({ product }) => Number(product))).toEqual([7001, 7002, 7001, 7002])
    await send('try_on', { product_id: 'SHIRT-02' })
    await send('try_on', { product_id: 'SHIRT-01', content_id: 4_000_000 })
    expect((await groups('try_on')).map(({ reason, property }) => [reason, property]).sort()).toEqual([
      ['unknown_reference', 'content_id'],
      ['unknown_reference', 'product_id'],
    ])
    await insert(7003, 'SHIRT-02')
    const { jobId } = await operator.post<{ jobId: number }>('/api/event-quarantine/replay', { event: 'try_on' })
    expect((await finished(jobId)).result).toEqual({ replayed: 1, held: 1 })
    expect(Number((await tried()).at(-1)?.product)).toBe(7003)
  })

  it('replays chosen ones after the plan has changed, and sets others aside', async () => {
    await send('open_parcel', { store: '一', 手机: 13800001234, 备注: { 电话: ['打 13800001234'] } })
    await send('open_parcel', { store: '二' })
    await operator.post('/api/event-definitions', {
      name: 'open_parcel',
      label: '拆包裹',
      properties: [{ key: 'store', label: '门店', type: 'text' }],
    })
    const { items } = await operator.get<{ items: { id: number }[] }>('/api/event-quarantine', target('open_parcel'))
    expect(JSON.stringify(items)).not.toContain('13800001234')
    const file = await operator.raw<string>('GET', '/api/event-quarantine/export', { query: target('open_parcel') })
    expect(file.body.trim().split('\n')).toHaveLength(3)
    expect(file.body).toContain('138****1234')
    expect(file.body).not.toContain('13800001234')
    const ids = [items[0]?.id]
    const { jobId } = await operator.post<{ jobId: number }>('/api/event-quarantine/replay', { ids })
    expect((await finished(jobId)).result).toEqual({ replayed: 1, held: 0 })
    expect(await operator.post('/api/event-quarantine/discard', { event: 'open_parcel' })).toEqual({ count: 1 })
    expect(await groups('open_parcel')).toEqual([])
    const again = await operator.post<{ jobId: number }>('/api/event-quarantine/replay', { event: 'open_parcel' })
    expect((await finished(again.jobId)).result).toEqual({ replayed: 0, held: 0 })
    expect(await recorded('open_parcel')).toHaveLength(1)
  })

  it.each([
    [{ do: 'rename-event', to: 'Not A Name' }, 'steps.0.to'],
    [{ do: 'convert', property: 'amount' }, 'steps.0.as'],
    [{ do: 'drop' }, 'steps.0.property'],
    [{ do: 'constant', property: 'store' }, 'steps.0.value'],
  ])('refuses the step %j', async (step, field) => {
    const body = { ...target('book_class'), steps: [step] }
    expect(await operator.refusal('PUT', '/api/event-mappings', body)).toMatchObject({ code: 'MAPPING_INVALID', field })
  })

  it('lets a mapping be taken back, and keeps those out who may only read or not even that', async () => {
    const mappings = await operator.get<{ id: number; event: string }[]>('/api/event-mappings')
    const mapping = mappings.find(({ event }) => event === 'book_class')
    await operator.delete(`/api/event-mappings/${mapping?.id}`)
    await send('book_class', { amount: '9' })
    expect((await groups('book_class')).map(({ reason }) => reason)).toContain('property_type')
    expect(await operator.refusal('DELETE', `/api/event-mappings/${mapping?.id}`)).toMatchObject({ status: 404 })
    expect(await (await roles.asEditor()).refusal('POST', '/api/event-quarantine/replay', {})).toMatchObject({
      status: 403,
    })
    expect(await roles.anonymous().refusal('GET', '/api/event-quarantine/groups')).toMatchObject({ status: 401 })
  })
})
