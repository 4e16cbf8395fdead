import type { TagRule } from '@guiyi/shared'
import { EngineRebuild } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople, type TestPerson } from './tag-support'

interface CustomerTag {
  tagId: number
  name: string
  values: string[]
  strategy: string
}

const bought = (measure: 'count' | 'sum', value: number): object => ({
  kind: 'event',
  event: 'purchase',
  window: { kind: 'past', days: 30 },
  measure: measure === 'count' ? { of: 'count' } : { of: 'sum', property: 'amount' },
  test: { op: '>=', value },
})

const VALUE_RULE = {
  kind: 'tiers',
  tiers: [
    { value: '高价值', when: { kind: 'all', of: [bought('count', 2), bought('sum', 50_000)] } },
    { value: '有购买', when: bought('count', 1) },
  ],
} as unknown as TagRule

const TASTE_RULE: TagRule = {
  kind: 'preference',
  event: 'purchase',
  window: { kind: 'ever' },
  by: 'category',
  score: { of: 'count' },
  top: 3,
}

describe('customer tags', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let people: TestPeople
  let [rich, poor, idle] = [] as unknown as [TestPerson, TestPerson, TestPerson]

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    people = new TestPeople(testApp)
    rich = await people.person('rich')
    poor = await people.person('poor')
    idle = await people.person('idle')
    await people.buys(rich, 30_000, 3)
    await people.buys(rich, 20_000, 2)
    await people.buys(poor, 9_900, 5)
    await people.settled()
  }, 60_000)
  afterAll(() => testApp.close())

  const create = (name: string, fields: object = {}): Promise<{ id: number }> =>
    operator.post('/api/tags', { name, kind: 'fact', method: 'rule', rule: VALUE_RULE, ...fields })
  const publish = async (id: number): Promise<void> => {
    const { jobId } = await operator.post<{ jobId: number }>(`/api/tags/${id}/publish`)
    await people.jobDone(jobId)
  }
  const tagsOf = async (person: TestPerson): Promise<Record<string, string[]>> => {
    const tags = await operator.get<CustomerTag[]>(`/api/customers/${person.publicId}/tags`)
    return Object.fromEntries(tags.map(({ name, values }) => [name, values]))
  }

  it('shows what a rule would do before it does anything', async () => {
    const preview = await operator.post<{ sample: { customerId: string }[] }>('/api/tags/preview', { rule: VALUE_RULE })
    expect(preview).toMatchObject({
      values: [
        { value: '高价值', people: 1, today: 0 },
        { value: '有购买', people: 1, today: 0 },
      ],
      covered: 2,
      coveredToday: 0,
      everyone: 3,
    })
    expect(preview.sample.map(({ customerId }) => customerId).sort()).toEqual([rich.publicId, poor.publicId].sort())
  })

  it('publishes, says why, follows what happens, and keeps the history', async () => {
    const { id } = await create('消费价值', { strategies: { 高价值: '专属顾问跟进' } })
    await publish(id)
    expect(await tagsOf(rich)).toMatchObject({ 消费价值: ['高价值'] })
    expect(await tagsOf(idle)).not.toHaveProperty('消费价值')

    const why = await operator.get(`/api/customers/${rich.publicId}/tags/${id}/why`)
    expect(why).toMatchObject({
      values: ['高价值'],
      version: 1,
      conditions: [
        { sentence: expect.stringContaining('的次数 ≥ 2 次') as string, holds: true, number: '2' },
        { sentence: expect.stringContaining('≥ 500 元') as string, holds: true, number: '50000' },
        { holds: true, number: '2' },
      ],
      events: [
        { name: 'purchase', amountFen: 20_000 },
        { name: 'purchase', amountFen: 30_000 },
      ],
    })

    await people.buys(poor, 60_000)
    await until(async () => (await tagsOf(poor))['消费价值']?.[0] === '高价值', { everyMs: 20 })

    await people.settled()
    const detail = await operator.get<{ people: number; history: { people: number }[] }>(`/api/tags/${id}`)
    expect(detail).toMatchObject({
      people: 2,
      everyone: 3,
      distribution: [{ value: '高价值', people: 2 }],
      state: 'published',
    })
    expect(detail.history.at(-1)?.people).toBe(2)
    const spans = await operator.get<{ history: { values: string[] }[] }>(
      `/api/customers/${poor.publicId}/tags/${id}/why`,
    )
    expect(spans.history.map(({ values }) => values)).toEqual([['高价值'], ['有购买']])
    expect(await operator.get(`/api/tags/${id}/people?value=高价值`)).toMatchObject({
      total: 2,
      items: [{ value: '高价值' }, { value: '高价值' }],
    })
  })

  it('announces every change once as a domain event row', async () => {
    const { id } = await create('偏好品类', { rule: TASTE_RULE, kind: 'model' })
    await publish(id)
    expect(await tagsOf(rich)).toMatchObject({ 偏好品类: ['护肤'] })
    const deltas = await testApp.db.query<{ mode: string; changes: number }>(
      'SELECT mode, changes FROM materialised_delta WHERE owner_id = ?',
      [id],
    )
    expect(deltas).toEqual([{ mode: 'rule', changes: 2 }])
    const why = await operator.get(`/api/customers/${rich.publicId}/tags/${id}/why`)
    expect(why).toMatchObject({
      conditions: [{ sentence: '护肤', holds: true, number: '2' }],
      events: [{ amountFen: 20_000 }, { amountFen: 30_000 }],
    })
  })

  it('shows the numbers of a model', async () => {
    const rule: TagRule = {
      kind: 'rfm',
      event: 'purchase',
      window: { kind: 'past', days: 365 },
      amount: 'amount',
      cuts: { recencyDays: 30, frequency: 2, amountFen: 60_000 },
    }
    const { id } = await create('RFM', { rule, kind: 'model' })
    await publish(id)
    expect(await tagsOf(rich)).toMatchObject({ RFM: ['一般价值客户'] })
    expect(await operator.get(`/api/customers/${rich.publicId}/tags/${id}/why`)).toMatchObject({
      conditions: [
        { sentence: expect.stringContaining('最近一次距今 ≤ 30 天') as string, holds: true, number: '2' },
        { holds: true, number: '2' },
        { sentence: expect.stringContaining('≥ 600 元') as string, holds: false, number: '50000' },
      ],
    })
  })

  it('explains a value by the rule and the numbers that gave it, and says whether they still hold', async () => {
    const tier = (value: string, atLeast: number): object => ({ value, when: bought('count', atLeast) })
    const person = await people.person('explained')
    await people.buys(person, 100, 1)
    await people.settled()
    const { id } = await create('当时', { rule: { kind: 'tiers', tiers: [tier('多', 3), tier('少', 1)] } })
    await publish(id)
    const why = (): Promise<{ asOf: string; history: { from: string }[] }> =>
      operator.get(`/api/customers/${person.publicId}/tags/${id}/why`)
    // One more purchase under another rule leaves the value as it was: the first rule and its numbers gave it.
    await operator.patch(`/api/tags/${id}`, { rule: { kind: 'tiers', tiers: [tier('多', 4), tier('少', 1)] } })
    await publish(id)
    await people.buys(person, 200, 0)
    await people.settled()
    const first = await why()
    expect(first).toMatchObject({
      version: 1,
      values: ['少'],
      sentence: expect.stringContaining('≥ 3 次') as string,
      conditions: [
        { holds: false, number: '1' },
        { holds: true, number: '1' },
      ],
      events: [{ amountFen: 100 }],
      present: { version: 2, values: ['少'], agrees: true },
    })
    expect(first.asOf).toBe(first.history[0]?.from)
    await operator.post(`/api/tags/${id}/pause`)
    for (const amount of [300, 400]) await people.buys(person, amount)
    await people.settled()
    expect(await why()).toMatchObject({
      state: 'paused',
      version: 1,
      values: ['少'],
      present: { version: 2, values: ['多'], agrees: false },
    })
  })

  it('shows among the events behind a value those on which its windows and relations hang', async () => {
    const person = await people.person('anchored')
    for (const daysAgo of [50, 9]) await people.acts(person, 'login_mini_program', daysAgo, {})
    for (const daysAgo of [40, 20]) await people.buys(person, 100, daysAgo)
    await people.settled()
    const login = { which: 'first', event: 'login_mini_program', window: { kind: 'ever' } }
    const selection = { event: 'purchase', measure: { of: 'count' } }
    const since = { kind: 'metric', ...selection, window: { kind: 'since-event', anchor: login } }
    const relation = { kind: 'followed-by', event: 'login_mini_program', days: 15 }
    const followed = { kind: 'metric', ...selection, window: { kind: 'ever' }, relation }
    const behind = async (name: string, rule: object): Promise<string[]> => {
      const { id } = await create(name, { rule })
      await publish(id)
      const { events } = await operator.get<{ events: { name: string; occurredAt: string }[] }>(
        `/api/customers/${person.publicId}/tags/${id}/why`,
      )
      const daysAgo = (at: string): number => Math.round((Date.now() - Date.parse(at)) / 86_400_000)
      return events.map((event) => `${event.name} ${daysAgo(event.occurredAt)}`)
    }
    expect(await behind('登录后购买', since)).toEqual(['purchase 20', 'purchase 40', 'login_mini_program 50'])
    expect(await behind('购买后登录', followed)).toEqual(['login_mini_program 9', 'purchase 20'])
  })

  it('comes back with its history when the engine is rebuilt from the record', async () => {
    const { id } = await create('重建', {})
    await publish(id)
    const before = await operator.get<{ history: unknown[] }>(`/api/customers/${rich.publicId}/tags/${id}/why`)
    await people.jobDone(await testApp.app.get(EngineRebuild).request())
    await until(async () => (await tagsOf(rich))['重建']?.[0] === '高价值')
    const after = await operator.get<{ history: unknown[] }>(`/api/customers/${rich.publicId}/tags/${id}/why`)
    expect(after.history).toEqual(before.history)
  })

  it('pauses, resumes and retires; a retired tag leaves nobody behind', async () => {
    const { id } = await create('生命周期')
    expect(await operator.refusal('POST', `/api/tags/${id}/pause`)).toMatchObject({
      status: 409,
      code: 'TAG_STATE_FORBIDS',
    })
    await publish(id)
    await operator.post(`/api/tags/${id}/pause`)
    const newcomer = await people.person('newcomer')
    await people.buys(newcomer, 1000)
    await people.settled()
    expect(await tagsOf(newcomer)).not.toHaveProperty('生命周期')
    await operator.post(`/api/tags/${id}/resume`)
    await until(async () => (await tagsOf(newcomer))['生命周期']?.[0] === '有购买')
    await operator.post(`/api/tags/${id}/retire`)
    await until(async () => (await operator.get<{ people: number }>(`/api/tags/${id}`)).people === 0)
    expect(await tagsOf(newcomer)).not.toHaveProperty('生命周期')
    expect(await operator.refusal('POST', `/api/tags/${id}/publish`)).toMatchObject({ code: 'TAG_STATE_FORBIDS' })
  })

  it('sets a tag by hand, exclusively, and takes it away', async () => {
    const tag = await operator.post<{ id: number }>('/api/tags', {
      name: '意向',
      kind: 'fact',
      method: 'hand',
      handValues: ['高', '低'],
    })
    const sales = await roles.asSales()
    const set = (values: string[]): Promise<unknown> =>
      sales.put(`/api/customers/${idle.publicId}/tags`, { tagId: tag.id, values })
    expect(
      await sales.refusal('PUT', `/api/customers/${idle.publicId}/tags`, { tagId: tag.id, values: ['高'] }),
    ).toMatchObject({ code: 'TAG_STATE_FORBIDS' })
    await operator.post(`/api/tags/${tag.id}/publish`)
    expect(await set(['高'])).toMatchObject([{ name: '意向', values: ['高'] }])
    await set(['高'])
    await set(['低'])
    await people.settled()
    expect(await tagsOf(idle)).toMatchObject({ 意向: ['低'] })
    const why = await operator.get(`/api/customers/${idle.publicId}/tags/${tag.id}/why`)
    expect(why).toMatchObject({ setByName: '林晓雨', history: [{ values: ['低'] }, { values: ['高'] }] })
    await set([])
    await people.settled()
    expect(await tagsOf(idle)).not.toHaveProperty('意向')
    expect(
      await sales.refusal('PUT', `/api/customers/${idle.publicId}/tags`, { tagId: tag.id, values: ['极高'] }),
    ).toMatchObject({ status: 400, code: 'TAG_VALUE_UNKNOWN' })
  })

  it.each([
    ['a doubled name', { name: '意向', kind: 'fact', method: 'hand' }, 409, 'TAG_NAME_TAKEN', 'name'],
    [
      'a rule that names no event',
      { name: 'x', kind: 'fact', method: 'rule', rule: { ...TASTE_RULE, event: '' } },
      400,
      'RULE_INVALID',
      'rule.event',
    ],
    [
      'an unknown event',
      { name: 'x', kind: 'fact', method: 'rule', rule: { ...TASTE_RULE, event: 'nope' } },
      400,
      'RULE_INVALID',
      'rule.event',
    ],
    ['no name', { kind: 'fact', method: 'rule' }, 400, 'VALIDATION_FAILED', 'name'],
  ])('refuses %s', async (_, body, status, code, field) => {
    expect(await operator.refusal('POST', '/api/tags', body)).toMatchObject({ status, code, field })
  })

  it('refuses a tag that stands on itself', async () => {
    const first = await create('循环一')
    await publish(first.id)
    const second = await create('循环二', {
      rule: { kind: 'tiers', tiers: [{ value: '是', when: { kind: 'tag', tagId: first.id, values: [] } }] },
    })
    await publish(second.id)
    const circle = {
      rule: { kind: 'tiers', tiers: [{ value: '是', when: { kind: 'tag', tagId: second.id, values: [] } }] },
    }
    expect(await operator.refusal('PATCH', `/api/tags/${first.id}`, circle)).toMatchObject({
      code: 'TAG_REFERS_TO_ITSELF',
    })
  })

  it('lets nobody in without log-in or permission', async () => {
    expect(await roles.anonymous().refusal('GET', '/api/tags')).toMatchObject({ status: 401, code: 'NOT_LOGGED_IN' })
    const editor = await roles.asEditor()
    expect(await editor.refusal('POST', '/api/tags', { name: 'y', kind: 'fact', method: 'hand' })).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    const sales = await roles.asSales()
    expect(await sales.refusal('POST', '/api/tags/1/publish')).toMatchObject({ status: 403 })
  })
})
