import type { TagRule } from '@guiyi/shared'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type Roles, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople, type TestPerson } from './tag-support'

const FIFTHS: TagRule = {
  kind: 'rfm',
  event: 'purchase',
  window: { kind: 'past', days: 365 },
  amount: 'amount',
  cuts: { kind: 'quintiles' },
}

interface Why {
  conditions: { sentence: string; role: string; holds: boolean; number: string | null; shown: string | null }[]
  events: unknown[]
}

describe('rules in the running server', () => {
  let testApp: TestApp
  let roles: Roles
  let operator: TestClient
  let people: TestPeople
  let buyers: TestPerson[]
  let idle: TestPerson

  beforeAll(async () => {
    testApp = await startTestApp()
    roles = rolesOf(testApp)
    operator = await roles.asOperator()
    people = new TestPeople(testApp)
    buyers = []
    for (const times of [1, 2, 3, 4, 5]) {
      const buyer = await people.person(`buyer-${times}`)
      buyers.push(buyer)
      for (let time = 0; time < times; time += 1) await people.buys(buyer, times * 10_000, 60 - times * 10)
    }
    idle = await people.person('idle')
    await people.settled()
  }, 60_000)
  afterAll(() => testApp.close())

  const publish = async (name: string, rule: TagRule): Promise<number> => {
    const { id } = await operator.post<{ id: number }>('/api/tags', { name, kind: 'model', method: 'rule', rule })
    const { jobId } = await operator.post<{ jobId: number }>(`/api/tags/${id}/publish`)
    await people.jobDone(jobId)
    return id
  }
  const valueOf = async (person: TestPerson, tagId: number): Promise<string[]> => {
    const tags = await operator.get<{ tagId: number; values: string[] }[]>(`/api/customers/${person.publicId}/tags`)
    return tags.find((tag) => tag.tagId === tagId)?.values ?? []
  }
  const why = (person: TestPerson, tagId: number): Promise<Why> =>
    operator.get(`/api/customers/${person.publicId}/tags/${tagId}/why`)
  const kept = (tagId: number): Promise<{ parameters: string; people: number }[]> =>
    testApp.db.query('SELECT parameters, people FROM rule_parameters WHERE owner_kind = ? AND owner_id = ?', [
      'tag',
      tagId,
    ])

  it('keeps the cuts that everybody gave, and measures whoever acts in between by them', async () => {
    const id = await publish('价值分层', FIFTHS)
    const values = await Promise.all(buyers.map((buyer) => valueOf(buyer, id)))
    expect(values.flat()).toEqual(['已流失客户', '沉睡客户', '需要关注客户', '忠诚客户', '冠军客户'])
    const before = await kept(id)
    expect(before.map(({ people: count, parameters }) => [count, JSON.parse(parameters) as object])).toEqual([
      [5, { recency: [50, 40, 30, 20], frequency: [1, 2, 3, 4], amount: [10_000, 40_000, 90_000, 160_000] }],
    ])

    const [last] = buyers as [TestPerson, ...TestPerson[]]
    for (let time = 0; time < 5; time += 1) await people.buys(last, 60_000, 0)
    await until(async () => (await valueOf(last, id))[0] === '冠军客户', { everyMs: 20 })
    // The others stay where they were, though everybody's order has changed.
    expect((await Promise.all(buyers.slice(1).map((buyer) => valueOf(buyer, id)))).flat()).toEqual(
      values.slice(1).flat(),
    )
    expect(await kept(id)).toEqual(before)

    const { conditions } = await why(last, id)
    expect(conditions.map(({ role, shown }) => [role, shown])).toEqual([
      ['measure', '0 天（5 分）'],
      ['measure', '6 次（5 分）'],
      ['measure', '3 100 元（5 分）'],
    ])
  })

  it('says 0 where nothing was done, and who was left out of a ranking', async () => {
    const activity: TagRule = {
      kind: 'activity',
      events: [{ event: 'purchase' }, { event: 'login_mini_program' }],
      days: 30,
      silentDays: 60,
      activeDays: 10,
      recencyWeight: 40,
      cuts: { high: 70, medium: 40 },
    }
    const id = await publish('活跃度', activity)
    expect(await valueOf(idle, id)).toEqual(['沉默'])
    const explained = await why(idle, id)
    expect(explained.conditions).toEqual([
      {
        sentence: '「购买商品」或「登录小程序」的最近一次距今',
        role: 'measure',
        holds: false,
        number: null,
        shown: null,
      },
      {
        sentence: '过去 30 天「购买商品」或「登录小程序」的天数',
        role: 'measure',
        holds: true,
        number: '0',
        shown: '0 天',
      },
      { sentence: '活跃分', role: 'measure', holds: true, number: '0', shown: '0 分' },
    ])
    expect(explained.events).toEqual([])

    const mixed = await people.person('mixed')
    await people.buys(mixed, 20_000)
    const order = { order_no: 'M-1', quantity: 1, category: '茶饮' }
    await people.acts(mixed, 'purchase', 1, { ...order, amount: 50_000 })
    await people.settled()
    const taste: TagRule = {
      kind: 'preference',
      event: 'purchase',
      window: { kind: 'ever' },
      by: 'category',
      score: { of: 'sum', property: 'amount' },
      top: 1,
    }
    const ranked = await why(mixed, await publish('最爱品类', taste))
    expect(ranked.conditions).toEqual([
      { sentence: '茶饮', role: 'rank', holds: true, number: '50000', shown: '500 元' },
      { sentence: '护肤', role: 'rank', holds: false, number: '20000', shown: '200 元' },
    ])
  })

  it('names the node through which a tag would stand on itself by way of a segment', async () => {
    const bought = (value: number): object => ({
      kind: 'event',
      event: 'purchase',
      window: { kind: 'ever' },
      measure: { of: 'count' },
      test: { op: '>=', value },
    })
    const tiers = (when: object): object => ({ kind: 'tiers', tiers: [{ value: '是', when }] })
    const id = await publish('绕圈', tiers(bought(1)) as TagRule)
    const { segment } = await operator.post<{ segment: { id: number } }>('/api/segments', {
      name: '绕圈的人',
      rule: { kind: 'tag', tagId: id, values: [] },
    })
    const rule = tiers({
      kind: 'all',
      of: [bought(1), { kind: 'not', of: { kind: 'segment', segmentId: segment.id } }],
    })
    expect(await operator.refusal('PATCH', `/api/tags/${id}`, { rule })).toMatchObject({
      code: 'TAG_REFERS_TO_ITSELF',
      field: 'rule.tiers[0].when.of[1].of',
    })
  })

  it('explains conditions that hang on other events', async () => {
    const rule: TagRule = {
      kind: 'tiers',
      tiers: [
        {
          value: '复购',
          when: {
            kind: 'all',
            of: [
              {
                kind: 'event',
                event: 'purchase',
                window: {
                  kind: 'since-event',
                  anchor: { which: 'first', event: 'purchase', window: { kind: 'ever' } },
                },
                measure: { of: 'count' },
                test: { op: '>=', value: 1 },
              },
              {
                kind: 'sequence',
                steps: [{ event: 'purchase' }, { event: 'purchase' }],
                window: { kind: 'ever' },
                days: 365,
              },
            ],
          },
        },
      ],
    }
    const [again, once] = [await people.person('again'), await people.person('once')]
    await people.buys(again, 100, 9)
    await people.buys(again, 100, 3)
    await people.buys(once, 100, 9)
    await people.settled()
    const id = await publish('复购', rule)
    expect(await valueOf(again, id)).toEqual(['复购'])
    expect(await valueOf(once, id)).toEqual([])
    const { conditions, events } = await why(once, id)
    expect(conditions).toEqual([
      {
        sentence: '首次「购买商品」之后做过「购买商品」',
        role: 'condition',
        holds: false,
        number: '0',
        shown: '0 次',
      },
      {
        sentence: '历史上依次做过「购买商品」 → 「购买商品」（首尾相隔不超过 365 天）',
        role: 'condition',
        holds: false,
        number: null,
        shown: null,
      },
    ])
    expect(events).toHaveLength(1)
  })

  it('gives the language as JSON schema, its sentence and its faults', async () => {
    const { tagRule } = await operator.get<{ tagRule: { $schema: string; anyOf: unknown[] } }>('/api/rules/schema')
    expect(tagRule.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(tagRule.anyOf).toHaveLength(9)
    const said = await operator.post('/api/rules/describe', { kind: 'tag-rule', rule: FIFTHS })
    expect(said).toMatchObject({ problems: [], sentence: expect.stringContaining('分为 11 组') as string })
    const faulty = { ...FIFTHS, event: 'fly_to_moon' }
    expect(await operator.post('/api/rules/describe', { kind: 'tag-rule', rule: faulty })).toEqual({
      sentence: null,
      problems: [{ path: 'event', code: 'unknown-event', message: '没有名为「fly_to_moon」的事件' }],
    })
  })
})
