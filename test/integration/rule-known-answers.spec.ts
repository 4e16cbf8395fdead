import type { EventCondition, RuleNode, TagRule } from '@guiyi/shared'
import { emptyWorld, EngineWorld, eventRow } from './rule-world'

const past = (days: number): EventCondition['window'] => ({ kind: 'past', days })

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

  it('counts two days since a first payment two days ago', async () => {
    const world = emptyWorld([1])
    world.events.push(eventRow(world.now, 1, 'purchase', 2), eventRow(world.now, 1, 'purchase', 0.5))
    await engine.fill(world)
    const rule: TagRule = {
      kind: 'feature',
      event: 'purchase',
      window: { kind: 'ever' },
      which: 'first',
      take: { of: 'days-since' },
    }
    expect(await engine.values(rule)).toEqual(new Map([[1, ['2']]]))
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
    const world = emptyWorld([1])
    for (const day of [1, 2, 3, 4, 5, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]) {
      world.events.push(
        eventRow(world.now, 1, 'login_mini_program', day - 0.2),
        eventRow(world.now, 1, 'login_mini_program', day - 0.21),
      )
    }
    await engine.fill(world)
    expect(
      await engine.values({ kind: 'distribution', event: 'login_mini_program', window: past(30), of: 'days' }),
    ).toEqual(new Map([[1, ['16']]]))
  })

  it('splits a union into four sets without gap or overlap', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => index + 1)
    const world = emptyWorld(ids)
    for (const customer of world.customers) {
      if (customer.id % 2 === 0) customer.follows.push('oa1')
      if (customer.id % 5 !== 0) customer.identities.push('openid')
      if (customer.id % 3 === 0) world.events.push(eventRow(world.now, customer.id, 'purchase', 100))
    }
    await engine.fill(world)
    const loggedIn: RuleNode = { kind: 'identity', identity: 'openid' }
    const follows: RuleNode = { kind: 'follows', account: 'oa1' }
    const paid: RuleNode = {
      kind: 'event',
      event: 'purchase',
      window: { kind: 'ever' },
      measure: { of: 'count' },
      test: { op: '>=', value: 1 },
    }
    const not = (of: RuleNode): RuleNode => ({ kind: 'not', of })
    const quarters = await Promise.all(
      [
        [follows, paid],
        [follows, not(paid)],
        [not(follows), paid],
        [not(follows), not(paid)],
      ].map((pair) => engine.members({ kind: 'all', of: [loggedIn, ...pair] })),
    )
    expect(quarters.every((quarter) => quarter.length > 0)).toBe(true)
    expect(quarters.flat().sort((a, b) => a - b)).toEqual(await engine.members(loggedIn))
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
