import type { RuleNode, TagRule } from '@guiyi/shared'
import { CustomerService, IdentityService, RelationService } from '../../server/src/modules/identity'
import { DAY_MS, shanghaiDay, startOfShanghaiDay } from '../../server/src/platform/clock'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import { until } from '../support/until'
import { TestPeople } from './tag-support'

const APPID = 'wx0b1d1c1a1acc0002'
const TODAY = startOfShanghaiDay(shanghaiDay(new Date()))
const LAST_MOMENT = DAY_MS - 1

/** The instant so many milliseconds into a day of Asia/Shanghai. */
const on = (daysAgo: number, milliseconds = 0): string =>
  new Date(TODAY - daysAgo * DAY_MS + milliseconds).toISOString()

const past = (days: number): { kind: 'past'; days: number; unit: 'day' } => ({ kind: 'past', days, unit: 'day' })
const did = (event: string): RuleNode => ({
  kind: 'event',
  event,
  window: { kind: 'ever' },
  measure: { of: 'count' },
  test: { op: '>=', value: 1 },
})

/** The answers that the brand can work out by hand, from the tracked message to the value that is read over HTTP. */
describe('known answers, from tracking to the tag', () => {
  let testApp: TestApp
  let operator: TestClient
  let people: TestPeople
  let key: string
  let sent = 0

  beforeAll(async () => {
    testApp = await startTestApp()
    operator = await rolesOf(testApp).asOperator()
    people = new TestPeople(testApp)
    const body = { code: 'shop', kind: 'server', name: '商城', identityKinds: ['openid', 'member_no'] }
    key = (await operator.post<{ key: string }>('/api/track-sources', body)).key
    for (const [name, label] of [
      ['download_app', '下载 App'],
      ['recharge', '充值'],
    ])
      await operator.post('/api/event-definitions', { name, label, properties: [] })
  }, 60_000)
  afterAll(() => testApp.close())

  const identityOf = (person: string, kind: string): object =>
    kind === 'openid'
      ? { kind, scope: APPID, value: `o-${person}`, verified: true }
      : { kind, scope: 'shop', value: person }

  const message = (
    person: string,
    event: string,
    time: string,
    properties: object = {},
    kind = 'member_no',
  ): object => {
    sent += 1
    return { id: `m-${sent}`, event, time, properties, identities: [identityOf(person, kind)] }
  }
  const order = (person: string, time: string, fen: number, more: object = {}): object =>
    message(person, 'purchase', time, { order_no: `N${sent}`, amount: fen, ...more })

  const track = async (messages: object[]): Promise<void> => {
    const headers = { authorization: `Bearer ${key}` }
    const { body } = await rolesOf(testApp).anonymous().raw('POST', '/v1/track', { body: { messages }, headers })
    expect(body).toEqual({ accepted: messages.length, duplicates: 0, rejected: [], quarantined: [] })
    await people.settled()
  }

  const customerOf = async (person: string, kind: 'openid' | 'member_no' = 'member_no'): Promise<string> => {
    const identity = kind === 'openid' ? { scope: APPID, value: `o-${person}` } : { scope: 'shop', value: person }
    const found = await testApp.app.get(IdentityService).findCustomer({ kind, ...identity })
    return (await testApp.app.get(CustomerService).summary(found?.customerId ?? 0)).publicId
  }

  const publish = async (name: string, rule: TagRule): Promise<number> => {
    const { id } = await operator.post<{ id: number }>('/api/tags', { name, method: 'rule', rule })
    await people.jobDone((await operator.post<{ jobId: number }>(`/api/tags/${id}/publish`)).jobId)
    return id
  }

  /** Publishes the rule, and reads the values of these people. */
  const valuesOf = async (name: string, rule: TagRule, ...persons: string[]): Promise<string[][]> => {
    const id = await publish(name, rule)
    const customerIds = await Promise.all(persons.map((person) => customerOf(person)))
    const read = await operator.post<{ tags: { values: string[] }[] }[]>('/api/tags/values', {
      customerIds,
      tagIds: [id],
    })
    return read.map(({ tags }) => tags[0]?.values ?? [])
  }

  it('«past 7 days ≥ 30 paid orders and amount ≥ 6 000» is 高价值, a cent or an order less is not', async () => {
    const orders = (person: string, count: number, fen: number, first: string): object[] =>
      Array.from({ length: count }, (_, index) => order(person, index === 0 ? first : on(1), fen))
    await track([
      ...orders('high', 30, 20_000, on(6)),
      ...orders('few', 29, 30_000, on(6)),
      ...orders('cheap', 30, 19_999, on(6)),
      ...orders('late', 30, 20_000, on(7, LAST_MOMENT)),
    ])
    const lately = { kind: 'event', event: 'purchase', window: past(7) } as const
    const rule: TagRule = {
      kind: 'tiers',
      tiers: [
        {
          value: '高价值',
          when: {
            kind: 'all',
            of: [
              { ...lately, measure: { of: 'count' }, test: { op: '>=', value: 30 } },
              { ...lately, measure: { of: 'sum', property: 'amount' }, test: { op: '>=', value: 600_000 } },
            ],
          },
        },
      ],
      otherwise: '普通',
    }
    expect((await valuesOf('高价值客户', rule, 'high', 'few', 'cheap', 'late')).flat()).toEqual([
      '高价值',
      '普通',
      '普通',
      '普通',
    ])
  })

  it('orders of 100, 150 and 300 yuan in 30 days are 550; one a moment earlier does not count', async () => {
    await track([
      order('spender', on(0), 10_000),
      order('spender', on(12, LAST_MOMENT), 15_000),
      order('spender', on(29), 30_000),
      order('spender', on(30, LAST_MOMENT), 99_900),
      order('gone', on(30, LAST_MOMENT), 99_900),
    ])
    const rule: TagRule = {
      kind: 'metric',
      event: 'purchase',
      window: past(30),
      measure: { of: 'sum', property: 'amount' },
    }
    const id = await publish('近 30 天消费', rule)
    const customerIds = [await customerOf('spender'), await customerOf('gone')]
    const read = (): Promise<{ tags: object[] }[]> => operator.post('/api/tags/values', { customerIds, tagIds: [id] })
    expect(await read()).toMatchObject([{ tags: [{ values: ['55000'], shown: ['¥550.00'] }] }, { tags: [] }])
    const metadata = await operator.get<{ id: number }[]>('/api/tags/metadata')
    expect(metadata.find((tag) => tag.id === id)).toMatchObject({ valueType: 'money', unit: '分' })

    // The number can be asked for, and the answer follows it.
    const count = async (test: object): Promise<number> => {
      const rule = {
        kind: 'all',
        of: [
          { kind: 'tag', tagId: id, values: [], test },
          { kind: 'identity', identity: 'member_no' },
        ],
      }
      return (await operator.post<{ people: number }>('/api/segments/count', { rule, builder: 'known' })).people
    }
    const exactly = { op: 'between', from: 55_000, to: 55_000 }
    expect(await count(exactly)).toBe(1)
    expect(await count({ op: '=', value: 55_001 })).toBe(0)
    await track([order('spender', on(0), 1)])
    await until(async () => (await count({ op: '=', value: 55_001 })) === 1)
    expect(await count(exactly)).toBe(0)
  })

  it('a first payment two days ago is 2, at the first and at the last moment of that day', async () => {
    await track([
      order('morning', on(2), 100),
      order('morning', on(0), 100),
      order('night', on(2, LAST_MOMENT), 100),
      order('before', on(3, LAST_MOMENT), 100),
      order('after', on(1), 100),
    ])
    const rule: TagRule = {
      kind: 'feature',
      event: 'purchase',
      window: { kind: 'ever' },
      which: 'first',
      take: { of: 'days-since' },
    }
    expect((await valuesOf('首购距今', rule, 'morning', 'night', 'before', 'after')).flat()).toEqual([
      '2',
      '2',
      '3',
      '1',
    ])
  })

  it('20 orders over 300 yuan give 母婴, 服饰, 生鲜; those of 300 yuan count for nothing', async () => {
    const bought = { 其他: 2, 手机数码: 3, 生鲜: 4, 母婴: 5, 日用百货: 2, 服饰: 4 }
    await track([
      ...Object.entries(bought).flatMap(([category, times]) =>
        Array.from({ length: times }, () => order('shopper', on(3), 30_001, { category })),
      ),
      ...Array.from({ length: 9 }, () => order('shopper', on(3), 30_000, { category: '便宜货' })),
    ])
    const rule: TagRule = {
      kind: 'preference',
      event: 'purchase',
      window: { kind: 'ever' },
      where: [{ property: 'amount', test: { op: '>', value: 30_000 } }],
      by: 'category',
      score: { of: 'count' },
      top: 3,
    }
    expect(await valuesOf('最爱品类', rule, 'shopper')).toEqual([['母婴', '服饰', '生鲜']])
  })

  it('visits on days 1–5 and 20–30 of the past 30 are 16 days', async () => {
    const days = [1, 2, 3, 4, 5, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]
    const visit = (person: string, day: number, milliseconds = 0): object =>
      message(person, 'login_mini_program', on(30 - day, milliseconds))
    await track([
      ...days.flatMap((day) => [visit('visitor', day), visit('visitor', day, 1)]),
      // Day 0 is no day of the past 30.
      ...[0, 1, 29].map((day) => visit('owl', day, LAST_MOMENT)),
    ])
    const rule: TagRule = { kind: 'distribution', event: 'login_mini_program', window: past(30), of: 'days' }
    expect(await valuesOf('近 30 天访问天数', rule, 'visitor', 'owl')).toEqual([['16'], ['2']])
  })

  it('微信登录 且 已下载 App splits into four sets by following and by recharging', async () => {
    const persons = Array.from({ length: 16 }, (_, index) => ({
      name: `app-${index}`,
      kind: index % 2 === 0 ? ('openid' as const) : ('member_no' as const),
      downloaded: Math.floor(index / 2) % 2 === 0,
      follows: Math.floor(index / 4) % 2 === 0,
      recharged: index >= 8,
    }))
    await track(
      persons.flatMap(({ name, kind, downloaded, recharged }) => [
        message(name, 'login_mini_program', on(9), {}, kind),
        ...(downloaded ? [message(name, 'download_app', on(8), {}, kind)] : []),
        ...(recharged ? [message(name, 'recharge', on(1), {}, kind)] : []),
      ]),
    )
    for (const { name, kind } of persons.filter(({ follows }) => follows)) {
      const value = kind === 'openid' ? { scope: APPID, value: `o-${name}` } : { scope: 'shop', value: name }
      const found = await testApp.app.get(IdentityService).findCustomer({ kind, ...value })
      const tie = { identityId: found?.identityId ?? 0, kind: 'follow', active: true, at: new Date() } as const
      await testApp.app.get(RelationService).change(tie)
    }
    await people.settled()
    const both: RuleNode[] = [{ kind: 'identity', identity: 'openid' }, did('download_app')]
    const not = (of: RuleNode): RuleNode => ({ kind: 'not', of })
    const follows: RuleNode = { kind: 'follows' }
    const membersOf = async (name: string, rule: RuleNode): Promise<string[]> => {
      const { segment, jobId } = await operator.post<{ segment: { id: number }; jobId: number }>('/api/segments', {
        name,
        rule,
      })
      await people.jobDone(jobId)
      const page = await operator.get<{ items: { customerId: string }[] }>(`/api/segments/${segment.id}/people`)
      return page.items.map(({ customerId }) => customerId).sort()
    }
    const quarters: string[][] = []
    for (const [name, pair] of [
      ['关注且充值', [follows, did('recharge')]],
      ['关注未充值', [follows, not(did('recharge'))]],
      ['未关注且充值', [not(follows), did('recharge')]],
      ['未关注未充值', [not(follows), not(did('recharge'))]],
    ] as const)
      quarters.push(await membersOf(name, { kind: 'all', of: [...both, ...pair] }))
    const expected = persons.filter(({ kind, downloaded }) => kind === 'openid' && downloaded)
    expect(quarters.map((quarter) => quarter.length)).toEqual([1, 1, 1, 1])
    const union = await membersOf('微信登录且下载', { kind: 'all', of: both })
    expect(quarters.flat().sort()).toEqual(union)
    expect(union).toEqual((await Promise.all(expected.map(({ name }) => customerOf(name, 'openid')))).sort())
  })
})
