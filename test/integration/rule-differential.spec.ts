import type {
  Condition,
  EventSelection,
  Measure,
  NumberTest,
  PropertyFilter,
  RuleNode,
  TagRule,
  ValueTest,
} from '@guiyi/shared'
import { validateRule, validateTagRule } from '@guiyi/shared'
import { Oracle, type World } from './rule-oracle'
import { CATALOG, emptyWorld, EngineWorld, eventRow } from './rule-world'

const RULES_PER_WORLD = 45
const TAG_RULES_PER_WORLD = 20
const WORLDS = 5

/** A small repeatable generator (mulberry32), so that a failure can be run again by its seed. */
class Dice {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)] as T
  }

  some<T>(items: readonly T[]): T[] {
    return items.filter(() => this.next() < 0.4)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }
}

const LABELS = ['敏感肌', '抗老', '茶饮', 'Mum & baby']
const CATEGORIES = ['护肤', '茶饮', '母婴']
const CHANNELS = ['tmall', 'jd', 'mini_program']
const EVENTS = ['purchase', 'read_content', 'login_mini_program']

function randomWorld(dice: Dice): World {
  const world = emptyWorld(Array.from({ length: 30 }, (_, index) => index + 1))
  for (const customer of world.customers) {
    customer.identities = dice.some(['phone', 'openid', 'openid@oa1', 'unionid'])
    customer.follows = dice.some(['oa1', 'oa2'])
    customer.work_contacts = dice.some(['chenmo@corp'])
    customer.consents = dice.some(['marketing', 'phone'])
    const attribute = (name: string, value: string, number: number | null = null): void => {
      world.attributes.push({ customer_id: customer.id, attribute: name, value, number })
    }
    if (dice.chance(0.7)) attribute('gender', dice.pick(['female', 'male']))
    if (dice.chance(0.7))
      attribute(
        'birthday',
        dice.pick(['1990-11-20', '1992-02-29', '2026-11-19', '2026-11-25', '1988-12-01', '1999-06-15']),
      )
    if (dice.chance(0.7)) attribute('height', String(150 + customer.id), 150 + customer.id)
    for (const hobby of dice.some(['茶', '瑜伽', '露营'])) attribute('hobby', hobby)
    for (const tagId of [1, 2])
      for (const value of dice.some(['高', '低'])) world.tags.push({ tagId, customerId: customer.id, value })
    for (const segmentId of [1, 2]) if (dice.chance(0.4)) world.segments.push({ segmentId, customerId: customer.id })
    const acts = dice.chance(0.2) ? 0 : dice.int(1, 12)
    for (let index = 0; index < acts; index += 1) world.events.push(randomEvent(dice, world.now, customer.id))
  }
  for (let id = 1; id <= 4; id += 1) world.contentTags.set(id, dice.some(LABELS))
  for (let id = 1; id <= 3; id += 1) world.categories.set(id, dice.pick(['', ...CATEGORIES]))
  return world
}

function randomEvent(dice: Dice, now: Date, customerId: number): World['events'][number] {
  // Whole days put events exactly on the edges of windows; below zero they lie in the future.
  const daysAgo = dice.chance(0.3) ? dice.int(-1, 40) : dice.next() * 45 - 1
  const name = dice.pick(EVENTS)
  const channel = dice.pick(['', ...CHANNELS])
  if (name === 'purchase') {
    return eventRow(now, customerId, name, daysAgo, {
      channel,
      product_id: dice.int(0, 4),
      amount_fen: dice.chance(0.1) ? null : dice.int(0, 6) * 5000,
      quantity: dice.chance(0.3) ? null : dice.int(1, 3),
      properties: dice.chance(0.8) ? { category: dice.pick(CATEGORIES) } : {},
    })
  }
  if (name === 'read_content') {
    return eventRow(now, customerId, name, daysAgo, {
      channel,
      content_id: dice.int(1, 5),
      properties: dice.chance(0.7) ? { duration_seconds: String(dice.int(0, 5) * 10) } : {},
    })
  }
  return eventRow(now, customerId, name, daysAgo, { channel })
}

const randomNumberTest = (dice: Dice, values: () => number): NumberTest => {
  if (dice.chance(0.2)) {
    const from = values()
    return { op: 'between', from, to: from + Math.abs(values()) }
  }
  return { op: dice.pick(['=', '!=', '>', '>=', '<', '<='] as const), value: values() }
}

const randomTextTest = (dice: Dice, values: readonly string[]): ValueTest => {
  const op = dice.pick(['is', 'is-not', 'contains', 'exists', 'missing'] as const)
  if (op === 'contains') return { op, text: dice.pick(values).slice(0, 2).toUpperCase() }
  if (op === 'exists' || op === 'missing') return { op }
  return { op, values: [dice.pick(values), dice.pick(values)] }
}

const randomDateTest = (dice: Dice): ValueTest => {
  const op = dice.pick([
    'on-or-after',
    'on-or-before',
    'within-past-days',
    'within-next-days',
    'anniversary-within-days',
    'exists',
    'missing',
  ] as const)
  if (op === 'exists' || op === 'missing') return { op }
  if (op === 'on-or-after' || op === 'on-or-before')
    return { op, date: dice.pick(['1990-11-20', '2000-01-01', '2026-11-20']) }
  return { op, days: dice.int(0, 30) }
}

function randomSelection(dice: Dice): EventSelection {
  const event = dice.pick(EVENTS)
  const window = dice.pick<EventSelection['window']>([
    { kind: 'ever' },
    { kind: 'past', days: dice.int(1, 40) },
    { kind: 'fixed', from: '2026-11-01', to: dice.pick(['2026-11-01', '2026-11-10', '2026-11-30']) },
  ])
  const where: PropertyFilter[] = []
  if (dice.chance(0.3)) where.push({ property: 'channel', test: randomTextTest(dice, CHANNELS) })
  if (event === 'purchase' && dice.chance(0.3))
    where.push({ property: 'amount', test: randomNumberTest(dice, () => dice.int(0, 6) * 5000) })
  if (event === 'purchase' && dice.chance(0.3))
    where.push({ property: 'product.category', test: randomTextTest(dice, CATEGORIES) })
  if (event === 'read_content' && dice.chance(0.3))
    where.push({ property: 'content.tag', test: randomTextTest(dice, LABELS) })
  if (event === 'read_content' && dice.chance(0.3))
    where.push({ property: 'duration_seconds', test: randomNumberTest(dice, () => dice.int(0, 50)) })
  return { event, window, ...(where.length > 0 ? { where } : {}) }
}

function randomMeasure(dice: Dice, event: string): Measure {
  const plain: Measure[] = [
    { of: 'count' },
    { of: 'days' },
    { of: 'days-since-first' },
    { of: 'days-since-last' },
    { of: 'values', property: 'channel' },
  ]
  if (event === 'purchase') {
    for (const name of ['sum', 'avg', 'max', 'min'] as const) plain.push({ of: name, property: 'amount' })
    plain.push(
      { of: 'values', property: 'product.category' },
      { of: 'values', property: 'quantity' },
      { of: 'last', property: 'amount' },
    )
  }
  if (event === 'read_content')
    plain.push({ of: 'values', property: 'content.tag' }, { of: 'avg', property: 'duration_seconds' })
  return dice.pick(plain)
}

function randomCondition(dice: Dice): Condition {
  const others: Condition[] = [
    { kind: 'identity', identity: dice.pick(['phone', 'openid']) },
    { kind: 'identity', identity: 'openid', scope: 'oa1' },
    { kind: 'follows' },
    { kind: 'follows', account: 'oa1' },
    { kind: 'work-contact' },
    { kind: 'work-contact', member: 'chenmo@corp' },
    { kind: 'consent', purpose: 'marketing' },
    { kind: 'reachable', channel: dice.pick(['official_account', 'work', 'sms'] as const) },
    { kind: 'tag', tagId: dice.pick([1, 2]), values: dice.some(['高', '低']) },
    { kind: 'segment', segmentId: dice.pick([1, 2]) },
    { kind: 'attribute', attribute: 'gender', test: randomTextTest(dice, ['female', 'male']) },
    { kind: 'attribute', attribute: 'hobby', test: randomTextTest(dice, ['茶', '瑜伽']) },
    { kind: 'attribute', attribute: 'birthday', test: randomDateTest(dice) },
    { kind: 'attribute', attribute: 'height', test: randomNumberTest(dice, () => dice.int(150, 180)) },
  ]
  if (dice.chance(0.5)) return dice.pick(others)
  const selection = randomSelection(dice)
  if (dice.chance(0.1))
    return {
      kind: 'event',
      ...selection,
      measure: { of: dice.pick(['first', 'last'] as const), property: 'channel' },
      test: randomTextTest(dice, CHANNELS),
    }
  const measure = randomMeasure(dice, selection.event)
  const money = 'property' in measure && measure.property === 'amount'
  return {
    kind: 'event',
    ...selection,
    measure,
    test: randomNumberTest(dice, () => (money ? dice.int(0, 10) * 5000 : dice.int(0, 5))),
  }
}

function randomRule(dice: Dice, depth = 0): RuleNode {
  if (depth >= 3 || dice.chance(0.4)) return randomCondition(dice)
  if (dice.chance(0.25)) return { kind: 'not', of: randomRule(dice, depth + 1) }
  const of = Array.from({ length: dice.int(1, 3) }, () => randomRule(dice, depth + 1))
  return { kind: dice.pick(['all', 'any'] as const), of }
}

function randomTagRule(dice: Dice): TagRule {
  const selection = randomSelection(dice)
  switch (dice.int(0, 5)) {
    case 0: {
      const tiers = Array.from({ length: dice.int(1, 4) }, (_, index) => ({
        value: `第${index}档`,
        when: randomRule(dice, 1),
      }))
      return { kind: 'tiers', tiers, ...(dice.chance(0.4) ? { otherwise: '其余' } : {}) }
    }
    case 1:
      return { kind: 'metric', ...selection, measure: randomMeasure(dice, selection.event) }
    case 2: {
      const take = dice.pick([{ of: 'date' }, { of: 'days-since' }, { of: 'property', property: 'channel' }] as const)
      return { kind: 'feature', ...selection, which: dice.pick(['first', 'last'] as const), take }
    }
    case 3: {
      if (selection.event === 'purchase') {
        const by = dice.pick(['product.category', 'category', 'channel'])
        const score = dice.chance(0.5) ? ({ of: 'sum', property: 'amount' } as const) : ({ of: 'count' } as const)
        return {
          kind: 'preference',
          ...selection,
          by,
          score,
          top: dice.int(1, 3),
          ...(dice.chance(0.3) ? { atLeast: 2 } : {}),
        }
      }
      const by = selection.event === 'read_content' ? 'content.tag' : 'channel'
      return { kind: 'preference', ...selection, by, score: { of: 'count' }, top: dice.int(1, 3) }
    }
    case 4:
      return { kind: 'distribution', ...selection, of: dice.pick(['days', 'hour', 'weekday'] as const) }
    default:
      return {
        kind: 'rfm',
        event: 'purchase',
        window: selection.window,
        amount: 'amount',
        cuts: { recencyDays: dice.int(1, 20), frequency: dice.int(1, 3), amountFen: dice.int(0, 4) * 5000 },
      }
  }
}

describe('random rules on random data', () => {
  let engine: EngineWorld
  beforeAll(async () => {
    engine = await EngineWorld.open()
  })
  afterAll(() => engine.close())

  it.each(Array.from({ length: WORLDS }, (_, index) => index + 1))(
    'agree with the plain evaluator for everyone and for a few (seed %i)',
    async (seed) => {
      const dice = new Dice(seed)
      const world = randomWorld(dice)
      await engine.fill(world)
      const oracle = new Oracle(world)
      for (let index = 0; index < RULES_PER_WORLD; index += 1) {
        const rule = randomRule(dice)
        const few = dice.some(world.customers.map(({ id }) => id))
        const expected = oracle.members(rule)
        const fewExpected = expected.filter((id) => few.includes(id))
        const found = {
          rule,
          valid: validateRule(rule, CATALOG).ok,
          all: await engine.members(rule),
          few: await engine.members(rule, { kind: 'ids', ids: few }),
        }
        expect(found).toEqual({ rule, valid: true, all: expected, few: fewExpected })
      }
      for (let index = 0; index < TAG_RULES_PER_WORLD; index += 1) {
        const rule = randomTagRule(dice)
        const expected = oracle.values(rule)
        const part = new Map([...expected].filter(([id]) => id >= 10 && id <= 20))
        const found = {
          rule,
          valid: validateTagRule(rule, CATALOG).ok,
          all: await engine.values(rule),
          part: await engine.values(rule, { kind: 'range', from: 10, to: 20 }),
        }
        expect(found).toEqual({ rule, valid: true, all: expected, part })
      }
    },
    120_000,
  )
})
