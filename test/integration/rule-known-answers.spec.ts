import type { EventCondition, RuleNode, TagRule } from '@guiyi/shared'
import { emptyWorld, EngineWorld, eventRow } from './rule-world'

const past = (days: number): { kind: 'past'; days: number } => ({ kind: 'past', days })

describe('rules with known answers', () => {
  let engine: EngineWorld
  beforeAll(async () => {
    engine = await EngineWorld.open()
  })
  afterAll(() => engine.close())

  it('tells 高价值 on both sides of both edges', async () => {
    const world = emptyWorld([1, 2, 3, 4])
    const orders = (customer: number, count: number, eachFen: number, firstDaysAgo = 6.9): void => {
      for (let index = 0; index < count; index += 1) {
        world.events.push(
          eventRow(world.now, customer, 'purchase', index === 0 ? firstDaysAgo : 1, { amount_fen: eachFen }),
        )
      }
    }
    orders(1, 30, 20_000)
    orders(2, 29, 30_000)
    orders(3, 30, 19_999)
    orders(4, 30, 20_000, 7.001)
    await engine.fill(world)
    const rule: TagRule = {
      kind: 'tiers',
      tiers: [
        {
          value: '高价值',
          when: {
            kind: 'all',
            of: [
              {
                kind: 'event',
                event: 'purchase',
                window: past(7),
                measure: { of: 'count' },
                test: { op: '>=', value: 30 },
              },
              {
                kind: 'event',
                event: 'purchase',
                window: past(7),
                measure: { of: 'sum', property: 'amount' },
                test: { op: '>=', value: 600_000 },
              },
            ],
          },
        },
      ],
      otherwise: '普通',
    }
    expect([...(await engine.values(rule))]).toEqual([
      [1, ['高价值']],
      [2, ['普通']],
      [3, ['普通']],
      [4, ['普通']],
    ])
  })

  it('sums 100, 150 and 300 yuan of 30 days to 550', async () => {
    const world = emptyWorld([1])
    for (const [daysAgo, amount_fen] of [
      [1, 10_000],
      [12, 15_000],
      [29.9, 30_000],
      [30.1, 99_900],
    ] as const) {
      world.events.push(eventRow(world.now, 1, 'purchase', daysAgo, { amount_fen }))
    }
    await engine.fill(world)
    expect(
      await engine.values({
        kind: 'metric',
        event: 'purchase',
        window: past(30),
        measure: { of: 'sum', property: 'amount' },
      }),
    ).toEqual(new Map([[1, ['55000']]]))
  })

  it('counts two days since a first payment two days ago, at whatever hour of Shanghai', async () => {
    const hours = ['2026-11-17T15:59:59.999Z', '2026-11-17T16:00:00.000Z', '2026-11-18T04:30:00.000Z']
    const later = ['2026-11-18T15:59:59.999Z', '2026-11-18T16:00:00.000Z']
    const world = emptyWorld([1, 2, 3, 4, 5])
    for (const [index, occurred_at] of [...hours, ...later].entries())
      world.events.push(
        eventRow(world.now, index + 1, 'purchase', 0, { occurred_at }),
        eventRow(world.now, index + 1, 'purchase', 0.5),
      )
    await engine.fill(world)
    const rule: TagRule = {
      kind: 'feature',
      event: 'purchase',
      window: { kind: 'ever' },
      which: 'first',
      take: { of: 'days-since' },
    }
    expect([...(await engine.values(rule))]).toEqual([
      [1, ['3']],
      [2, ['2']],
      [3, ['2']],
      [4, ['2']],
      [5, ['1']],
    ])
    // Minutes after midnight the same payments are a day further away, though hardly any time has gone by.
    world.now = new Date('2026-11-20T16:05:00.000Z')
    await engine.fill(world)
    expect([...(await engine.values(rule)).values()].flat()).toEqual(['4', '3', '3', '3', '2'])
  })

  it('takes the top three categories with ties in a stated order', async () => {
    const world = emptyWorld([1])
    const bought = { 其他: 2, 手机数码: 3, 生鲜: 4, 母婴: 5, 日用百货: 2, 服饰: 4 }
    for (const [category, times] of Object.entries(bought)) {
      for (let index = 0; index < times; index += 1) {
        world.events.push(eventRow(world.now, 1, 'purchase', 3, { amount_fen: 30_100, properties: { category } }))
      }
    }
    for (let index = 0; index < 9; index += 1)
      world.events.push(
        eventRow(world.now, 1, 'purchase', 3, { amount_fen: 29_999, properties: { category: '便宜货' } }),
      )
    await engine.fill(world)
    const rule: TagRule = {
      kind: 'preference',
      event: 'purchase',
      window: { kind: 'ever' },
      where: [{ property: 'amount', test: { op: '>', value: 30_000 } }],
      by: 'category',
      score: { of: 'count' },
      top: 3,
    }
    expect(await engine.values(rule)).toEqual(new Map([[1, ['母婴', '服饰', '生鲜']]]))
  })

  it('counts 16 days for visits on days 1–5 and 20–30 of the past 30', async () => {
    const world = emptyWorld([1, 2, 3])
    const visit = (id: number, occurred_at: string): void => {
      world.events.push(eventRow(world.now, id, 'login_mini_program', 0, { occurred_at }))
    }
    // Day 1 of the past 30 is 22 October, day 30 is today. The first visits at midnight, the second a moment before the next.
    for (const day of [1, 2, 3, 4, 5, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]) {
      const midnight = Date.parse('2026-10-21T16:00:00.000Z') + (day - 1) * 86_400_000
      visit(1, new Date(midnight).toISOString())
      visit(1, new Date(midnight + 1).toISOString())
      if (day < 30) visit(2, new Date(midnight + 86_400_000 - 1).toISOString())
    }
    // The day before the first does not count.
    visit(2, '2026-10-21T15:59:59.999Z')
    visit(3, '2026-10-21T15:59:59.999Z')
    await engine.fill(world)
    const window = { kind: 'past', days: 30, unit: 'day' } as const
    const days: TagRule = { kind: 'distribution', event: 'login_mini_program', window, of: 'days' }
    expect([...(await engine.values(days))]).toEqual([
      [1, ['16']],
      [2, ['15']],
    ])
    const metric: TagRule = { kind: 'metric', event: 'login_mini_program', window, measure: { of: 'days' } }
    expect(await engine.values(metric)).toEqual(await engine.values(days))
  })

  it('splits 微信登录 且 已下载 App into four sets without gap or overlap', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => index + 1)
    const world = emptyWorld(ids)
    for (const customer of world.customers) {
      if (customer.id % 2 === 0) customer.follows.push('oa1')
      if (customer.id % 5 !== 0) customer.identities.push('openid')
      if (customer.id % 7 !== 0) world.events.push(eventRow(world.now, customer.id, 'download_app', 200))
      if (customer.id % 3 === 0) world.events.push(eventRow(world.now, customer.id, 'recharge', 100))
    }
    await engine.fill(world)
    const did = (event: string): RuleNode => ({
      kind: 'event',
      event,
      window: { kind: 'ever' },
      measure: { of: 'count' },
      test: { op: '>=', value: 1 },
    })
    const both: RuleNode[] = [{ kind: 'identity', identity: 'openid' }, did('download_app')]
    const follows: RuleNode = { kind: 'follows', account: 'oa1' }
    const recharged = did('recharge')
    const not = (of: RuleNode): RuleNode => ({ kind: 'not', of })
    const quarters = await Promise.all(
      [
        [follows, recharged],
        [follows, not(recharged)],
        [not(follows), recharged],
        [not(follows), not(recharged)],
      ].map((pair) => engine.members({ kind: 'all', of: [...both, ...pair] })),
    )
    expect(quarters.every((quarter) => quarter.length > 0)).toBe(true)
    expect(quarters.flat().sort((a, b) => a - b)).toEqual(ids.filter((id) => id % 5 !== 0 && id % 7 !== 0))
  })

  it('re-reads dimensions for past events too', async () => {
    const world = emptyWorld([1, 2])
    world.events.push(
      eventRow(world.now, 1, 'read_content', 3, { content_id: 8 }),
      eventRow(world.now, 2, 'read_content', 3, { content_id: 9 }),
    )
    world.contentTags.set(8, ['敏感肌']).set(9, ['茶饮'])
    const rule: RuleNode = {
      kind: 'event',
      event: 'read_content',
      window: past(30),
      where: [{ property: 'content.tag', test: { op: 'is', values: ['敏感肌'] } }],
      measure: { of: 'count' },
      test: { op: '>=', value: 1 },
    }
    await engine.fill(world)
    expect(await engine.members(rule)).toEqual([1])
    world.contentTags.set(9, ['茶饮', '敏感肌'])
    await engine.fill(world)
    expect(await engine.members(rule)).toEqual([1, 2])
  })

  it('tells who bought within seven days of reading, and who only looked', async () => {
    const world = emptyWorld([1, 2, 3, 4])
    const add = (customer: number, name: string, daysAgo: number): void => {
      world.events.push(eventRow(world.now, customer, name, daysAgo, { content_id: 8, product_id: 1 }))
    }
    add(1, 'read_content', 17)
    add(1, 'purchase', 10) // exactly seven days later
    add(2, 'read_content', 17.001)
    add(2, 'purchase', 10)
    add(3, 'purchase', 12)
    add(3, 'read_content', 10) // the wrong way round
    add(4, 'view_product', 3.001)
    await engine.fill(world)
    const rule = (event: string, relation: EventCondition['relation']): RuleNode => ({
      kind: 'event',
      event,
      window: past(30),
      relation,
      measure: { of: 'count' },
      test: { op: '>=', value: 1 },
    })
    expect(await engine.members(rule('purchase', { kind: 'preceded-by', event: 'read_content', days: 7 }))).toEqual([1])
    expect(await engine.members(rule('purchase', { kind: 'not-preceded-by', event: 'read_content', days: 7 }))).toEqual(
      [2, 3],
    )
    expect(await engine.members(rule('view_product', { kind: 'not-followed-by', event: 'purchase', days: 3 }))).toEqual(
      [4],
    )
    // Four days are not over yet: nothing can be said.
    expect(await engine.members(rule('view_product', { kind: 'not-followed-by', event: 'purchase', days: 4 }))).toEqual(
      [],
    )
    const steps = [{ event: 'read_content' }, { event: 'purchase' }]
    expect(await engine.members({ kind: 'sequence', steps, window: past(30), days: 7 })).toEqual([1])
    expect(await engine.members({ kind: 'sequence', steps, window: past(30), days: 8 })).toEqual([1, 2])
  })

  it('halves an interest with every half-life', async () => {
    const world = emptyWorld([1])
    world.contentTags.set(1, ['抗老']).set(2, ['敏感肌']).set(3, ['防晒'])
    // Two of 60 days ago are worth half a point, one of 30 days ago as much, and one of today a whole.
    for (const [content_id, daysAgo] of [
      [1, 60],
      [1, 60],
      [2, 30],
      [3, 0],
    ] as const)
      world.events.push(eventRow(world.now, 1, 'read_content', daysAgo, { content_id }))
    await engine.fill(world)
    const interest = (atLeast: number): TagRule => ({
      kind: 'interest',
      sources: [{ event: 'read_content', by: 'content.tag', weight: 1 }],
      window: { kind: 'ever' },
      halfLifeDays: 30,
      top: 5,
      atLeast,
    })
    expect(await engine.values(interest(0.5))).toEqual(new Map([[1, ['防晒', '抗老', '敏感肌']]]))
    expect(await engine.values(interest(0.5001))).toEqual(new Map([[1, ['防晒']]]))
  })

  it('scores five people by fifths: the best in everything is a champion, the worst is lost', async () => {
    const world = emptyWorld([1, 2, 3, 4, 5])
    // Person n bought n times for n × 100 yuan each, 30 − n days ago: more, dearer and later with every step.
    for (const { id } of world.customers)
      for (let time = 0; time < id; time += 1)
        world.events.push(eventRow(world.now, id, 'purchase', 30 - id + time * 0.01, { amount_fen: id * 10_000 }))
    await engine.fill(world)
    const rfm = (cuts: Extract<TagRule, { kind: 'rfm' }>['cuts']): TagRule => ({
      kind: 'rfm',
      event: 'purchase',
      window: { kind: 'ever' },
      amount: 'amount',
      cuts,
    })
    const names = async (cuts: Parameters<typeof rfm>[0]): Promise<string[]> =>
      [...(await engine.values(rfm(cuts))).values()].flat()
    expect(await names({ kind: 'quintiles' })).toEqual([
      '已流失客户',
      '沉睡客户',
      '需要关注客户',
      '忠诚客户',
      '冠军客户',
    ])
    // The mean of the days is 27, of the numbers 3, of the amounts 1 100 yuan.
    expect(await names({ kind: 'mean' })).toEqual([
      '一般挽留客户',
      '一般挽留客户',
      '一般价值客户',
      '重要价值客户',
      '重要价值客户',
    ])
    expect(await names({ kind: 'quantile', highPercent: 20 })).toEqual([
      ...Array<string>(4).fill('一般挽留客户'),
      '重要价值客户',
    ])
    // In real time the same cuts serve: whoever is looked at alone keeps her place.
    expect(await engine.values(rfm({ kind: 'quintiles' }), { kind: 'ids', ids: [4] })).toEqual(
      new Map([[4, ['忠诚客户']]]),
    )
  })

  it('follows a relation from new to lost', async () => {
    const world = emptyWorld([1, 2, 3, 4, 5, 6])
    // It is half past twelve: 30.5 days ago is the 30th day before today, 30.6 the 31st.
    const days: Record<number, number[]> = { 1: [30.5], 2: [30.6, 5], 3: [50, 40, 1], 4: [90.6], 5: [180.6], 6: [] }
    for (const [id, list] of Object.entries(days))
      for (const daysAgo of list) world.events.push(eventRow(world.now, Number(id), 'purchase', daysAgo))
    await engine.fill(world)
    const rule: TagRule = {
      kind: 'lifecycle',
      event: 'purchase',
      newDays: 30,
      matureCount: 3,
      silentDays: 90,
      lostDays: 180,
    }
    expect([...(await engine.values(rule)).values()].flat()).toEqual(['新客', '成长', '成熟', '沉默', '流失'])
  })

  it('levels activity by how lately and on how many days', async () => {
    const world = emptyWorld([1, 2, 3, 4])
    const visit = (id: number, ...daysAgo: number[]): void => {
      for (const day of daysAgo) world.events.push(eventRow(world.now, id, 'login_mini_program', day))
    }
    visit(1, 0.1, 1.1, 2.1, 3.1, 4.1) // 40 + 60 × 5/10 = 70
    visit(2, 1.1, 2.1, 3.1, 4.1, 5.1) // 40 × 59/60 + 30 = 69.3
    visit(3, 61)
    await engine.fill(world)
    const rule: TagRule = {
      kind: 'activity',
      events: [{ event: 'login_mini_program' }],
      days: 30,
      silentDays: 60,
      activeDays: 10,
      recencyWeight: 40,
      cuts: { high: 70, medium: 40 },
    }
    expect([...(await engine.values(rule))]).toEqual([
      [1, ['高活跃']],
      [2, ['中活跃']],
      [3, ['沉默']],
      [4, ['沉默']],
    ])
  })

  it('carries hostile text as a value', async () => {
    const world = emptyWorld([1])
    const hostile = `'); DROP TABLE event; -- \\ "\t\n{p1:String}`
    world.events.push(eventRow(world.now, 1, 'send_message', 1, { properties: { text: hostile } }))
    await engine.fill(world)
    const rule = (test: EventCondition['test']): RuleNode => ({
      kind: 'event',
      event: 'send_message',
      window: past(2),
      where: [{ property: 'text', test }],
      measure: { of: 'count' },
      test: { op: '=', value: 1 },
    })
    expect(await engine.members(rule({ op: 'is', values: [hostile] }))).toEqual([1])
    expect(await engine.members(rule({ op: 'contains', text: hostile }))).toEqual([1])
    expect(await engine.members(rule({ op: 'is', values: [`${hostile}x`] }))).toEqual([])
  })
})
