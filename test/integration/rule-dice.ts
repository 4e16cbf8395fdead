import type {
  Condition,
  EventAnchor,
  EventRelation,
  EventSelection,
  EventStep,
  Measure,
  NumberTest,
  PlainWindow,
  PropertyFilter,
  RfmCuts,
  RuleNode,
  TagRule,
  ValueTest,
} from '@guiyi/shared'
import type { World } from './rule-oracle'
import { emptyWorld, eventRow } from './rule-world'

/** A small repeatable generator (mulberry32), so that a failure can be run again by its seed. */
export class Dice {
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
const EVENTS = ['purchase', 'read_content', 'login_mini_program', 'take_quiz']
const LIKES = ['茶', '花', '书']
const SKINS = ['干皮', '油皮']

export function randomWorld(dice: Dice): World {
  const world = emptyWorld(Array.from({ length: 30 }, (_, index) => index + 1))
  for (const customer of world.customers) {
    const absorbed = 100 + customer.id
    if (dice.chance(0.5)) world.homes.set(absorbed, dice.int(1, 30))
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
    for (const value of dice.some(['0', '5000', '12000.5']))
      world.tags.push({ tagId: 3, customerId: customer.id, value })
    for (const value of dice.some(['2026-11-19', '2026-11-20', '2025-12-01']))
      world.tags.push({ tagId: 4, customerId: customer.id, value })
    for (const segmentId of [1, 2]) if (dice.chance(0.4)) world.segments.push({ segmentId, customerId: customer.id })
    for (const audienceId of [1, 2])
      if (dice.chance(0.3)) world.audiences.push({ audienceId, customerId: dice.chance(0.3) ? absorbed : customer.id })
    const acts = dice.chance(0.2) ? 0 : dice.int(1, 12)
    for (let index = 0; index < acts; index += 1) world.events.push(randomEvent(dice, world.now, customer.id))
  }
  for (let id = 1; id <= 4; id += 1) world.contentTags.set(id, dice.some(LABELS))
  for (let id = 1; id <= 3; id += 1) {
    world.categories.set(id, dice.pick(['', ...CATEGORIES]))
    world.productParameters.set(id, dice.chance(0.7) ? { 肤质: dice.pick(SKINS) } : {})
  }
  return world
}

/** How far now is from the midnight of Shanghai before it, in days. */
const daysSinceMidnight = (now: Date): number => ((now.getTime() + 8 * 3_600_000) % 86_400_000) / 86_400_000

function randomEvent(dice: Dice, now: Date, customerId: number): World['events'][number] {
  // Whole days and midnights put events exactly on the edges of windows; below zero they lie in the future.
  const daysAgo = dice.chance(0.3)
    ? dice.int(-1, 40)
    : dice.chance(0.2)
      ? daysSinceMidnight(now) + dice.int(-1, 40) + dice.pick([0, 0.001])
      : dice.next() * 45 - 1
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
  if (name === 'take_quiz') {
    const properties: Record<string, string> = {}
    if (dice.chance(0.8)) properties['likes'] = JSON.stringify(dice.some(LIKES))
    if (dice.chance(0.7)) properties['gift'] = String(dice.chance(0.5))
    if (dice.chance(0.7)) properties['points'] = String(dice.int(-2, 8) / 2)
    if (dice.chance(0.7)) properties['visited'] = dice.pick(DAYS) + 'T15:59:59.000Z'
    return eventRow(now, customerId, name, daysAgo, { channel, properties })
  }
  return eventRow(now, customerId, name, daysAgo, { channel })
}

const DAYS = ['2025-11-20', '2026-11-19', '2026-11-20', '2026-11-29']

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

const randomDateTest = (dice: Dice): ValueTest =>
  dice.chance(0.2) ? { op: dice.pick(['exists', 'missing'] as const) } : randomDayTest(dice)

const randomDayTest = (dice: Dice): ValueTest => {
  const op = dice.pick([
    'on-or-after',
    'on-or-before',
    'within-past-days',
    'within-next-days',
    'anniversary-within-days',
  ] as const)
  if (op === 'on-or-after' || op === 'on-or-before')
    return { op, date: dice.pick(['1990-11-20', '2000-01-01', '2026-11-20']) }
  return { op, days: dice.int(0, 30) }
}

const randomListTest = (dice: Dice, values: readonly string[]): ValueTest =>
  dice.chance(0.3) ? { op: 'all-of', values: [dice.pick(values), dice.pick(values)] } : randomTextTest(dice, values)

const randomWindow = (dice: Dice): PlainWindow =>
  dice.pick<PlainWindow>([
    { kind: 'ever' },
    { kind: 'past', days: dice.int(1, 40) },
    { kind: 'past', days: dice.int(1, 40), unit: 'day' },
    { kind: 'fixed', from: '2026-11-01', to: dice.pick(['2026-11-01', '2026-11-10', '2026-11-30']) },
  ])

function randomStep(dice: Dice, event = dice.pick(EVENTS)): EventStep {
  const where: PropertyFilter[] = []
  const add = (property: string, test: ValueTest): void => {
    if (dice.chance(0.25)) where.push({ property, test })
  }
  add('channel', randomTextTest(dice, CHANNELS))
  if (event === 'purchase') {
    add(
      'amount',
      randomNumberTest(dice, () => dice.int(0, 6) * 5000),
    )
    add('product.category', randomTextTest(dice, CATEGORIES))
    add('product.param:肤质', randomTextTest(dice, SKINS))
  }
  if (event === 'read_content') {
    add('content.tag', randomListTest(dice, LABELS))
    add(
      'duration_seconds',
      randomNumberTest(dice, () => dice.int(0, 50)),
    )
  }
  if (event === 'take_quiz') {
    add('likes', randomListTest(dice, LIKES))
    add('gift', { op: dice.pick(['is', 'is-not'] as const), values: [String(dice.chance(0.5))] })
    add(
      'points',
      randomNumberTest(dice, () => dice.int(-2, 8) / 2),
    )
    add('visited', randomDateTest(dice))
  }
  return { event, ...(where.length > 0 ? { where } : {}) }
}

const randomAnchor = (dice: Dice): EventAnchor => ({
  which: dice.pick(['first', 'last'] as const),
  window: randomWindow(dice),
  ...randomStep(dice),
})

const randomRelation = (dice: Dice): EventRelation => ({
  kind: dice.pick(['preceded-by', 'not-preceded-by', 'followed-by', 'not-followed-by'] as const),
  days: dice.int(1, 20),
  ...randomStep(dice),
})

function randomSelection(dice: Dice): EventSelection {
  const window = dice.chance(0.2)
    ? {
        kind: dice.pick(['since-event', 'before-event'] as const),
        anchor: randomAnchor(dice),
        ...(dice.chance(0.5) ? { days: dice.int(1, 20) } : {}),
      }
    : randomWindow(dice)
  const relation = dice.chance(0.2) ? { relation: randomRelation(dice) } : {}
  return { ...randomStep(dice), window, ...relation }
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
  if (event === 'take_quiz') {
    for (const name of ['sum', 'avg', 'max', 'min', 'first'] as const) plain.push({ of: name, property: 'points' })
    plain.push({ of: 'values', property: 'likes' })
  }
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
    { kind: 'tag', tagId: 3, values: [], test: randomNumberTest(dice, () => dice.int(0, 3) * 5000) },
    { kind: 'tag', tagId: 4, values: [], test: randomDayTest(dice) },
    { kind: 'segment', segmentId: dice.pick([1, 2]) },
    { kind: 'audience', audienceId: dice.pick([1, 2]) },
    { kind: 'attribute', attribute: 'gender', test: randomTextTest(dice, ['female', 'male']) },
    { kind: 'attribute', attribute: 'hobby', test: randomListTest(dice, ['茶', '瑜伽']) },
    { kind: 'attribute', attribute: 'birthday', test: randomDateTest(dice) },
    { kind: 'attribute', attribute: 'height', test: randomNumberTest(dice, () => dice.int(150, 180)) },
  ]
  if (dice.chance(0.45)) return dice.pick(others)
  if (dice.chance(0.15)) {
    const steps = Array.from({ length: dice.int(2, 4) }, () => randomStep(dice))
    return { kind: 'sequence', steps, window: randomWindow(dice), days: dice.int(1, 30) }
  }
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

export function randomRule(dice: Dice, depth = 0): RuleNode {
  if (depth >= 3 || dice.chance(0.4)) return randomCondition(dice)
  if (dice.chance(0.25)) return { kind: 'not', of: randomRule(dice, depth + 1) }
  const of = Array.from({ length: dice.int(1, 3) }, () => randomRule(dice, depth + 1))
  return { kind: dice.pick(['all', 'any'] as const), of }
}

export function randomTagRule(dice: Dice): TagRule {
  const selection = randomSelection(dice)
  switch (dice.int(0, 8)) {
    case 0: {
      const tiers = Array.from({ length: dice.int(1, 4) }, (_, index) => ({
        value: `第${index}档`,
        when: randomRule(dice, 1),
      }))
      return { kind: 'tiers', tiers, ...(dice.chance(0.4) ? { otherwise: '其余' } : {}) }
    }
    case 1:
      return { kind: 'metric', ...selection, measure: randomMetric(dice, selection.event) }
    case 2: {
      const take = dice.pick([{ of: 'date' }, { of: 'days-since' }, { of: 'property', property: 'channel' }] as const)
      return { kind: 'feature', ...selection, which: dice.pick(['first', 'last'] as const), take }
    }
    case 3:
      return randomPreference(dice, selection)
    case 4:
      return { kind: 'distribution', ...selection, of: dice.pick(['days', 'hour', 'weekday'] as const) }
    case 5: {
      const bought = {
        ...randomStep(dice, 'purchase'),
        window: selection.window,
        ...(dice.chance(0.2) ? { relation: randomRelation(dice) } : {}),
      }
      return { kind: 'rfm', ...bought, amount: 'amount', cuts: randomCuts(dice) }
    }
    case 6: {
      const days = dice.int(1, 40)
      const medium = dice.int(1, 60)
      return {
        kind: 'activity',
        events: Array.from({ length: dice.int(1, 3) }, () => randomStep(dice)),
        days,
        silentDays: dice.int(1, 40),
        activeDays: dice.int(1, Math.min(days, 5)),
        recencyWeight: dice.int(0, 100),
        cuts: { high: medium + dice.int(1, 40), medium },
      }
    }
    case 7: {
      const silentDays = dice.int(1, 20)
      return {
        kind: 'lifecycle',
        ...randomStep(dice),
        newDays: dice.int(1, 40),
        matureCount: dice.int(1, 4),
        silentDays,
        lostDays: silentDays + dice.int(1, 20),
      }
    }
    default:
      return {
        kind: 'interest',
        sources: Array.from({ length: dice.int(1, 3) }, () => ({ ...randomScored(dice), weight: dice.int(1, 10) / 2 })),
        window: randomWindow(dice),
        halfLifeDays: dice.int(1, 60) / 2,
        top: dice.int(1, 3),
        atLeast: dice.int(0, 20) / 10,
      }
  }
}

function randomMetric(dice: Dice, event: string): Measure {
  const measure = randomMeasure(dice, event)
  return measure.of === 'first' ? { of: 'count' } : measure
}

const BY: Record<string, string[]> = {
  purchase: ['product.category', 'product.param:肤质', 'category', 'channel'],
  read_content: ['content.tag', 'channel'],
  take_quiz: ['likes', 'channel'],
}

function randomScored(dice: Dice): EventStep & { by: string } {
  const step = randomStep(dice)
  return { ...step, by: dice.pick(BY[step.event] ?? ['channel']) }
}

const SUMS: Record<string, string> = { purchase: 'amount', take_quiz: 'points', read_content: 'duration_seconds' }

function randomScore(dice: Dice, event: string): { of: 'count' } | { of: 'sum'; property: string } {
  const property = SUMS[event]
  return property === undefined || dice.chance(0.5) ? { of: 'count' } : { of: 'sum', property }
}

function randomPreference(dice: Dice, selection: EventSelection): TagRule {
  const also = dice.chance(0.3)
    ? Array.from({ length: dice.int(1, 2) }, () => {
        const scored = randomScored(dice)
        return { ...scored, score: randomScore(dice, scored.event), weight: dice.int(1, 30) / 10 }
      })
    : undefined
  return {
    kind: 'preference',
    ...selection,
    by: dice.pick(BY[selection.event] ?? ['channel']),
    score: randomScore(dice, selection.event),
    top: dice.int(1, 3),
    ...(dice.chance(0.3) ? { atLeast: dice.int(1, 4) } : {}),
    ...(dice.chance(0.3) ? { weight: dice.int(1, 30) / 10 } : {}),
    ...(dice.chance(0.3) ? { halfLifeDays: dice.int(1, 30) } : {}),
    ...(also ? { also } : {}),
  }
}

function randomCuts(dice: Dice): RfmCuts {
  const ascending = (step: number): number[] => {
    let bound = 0
    return [1, 2, 3, 4].map(() => (bound += dice.int(1, 3)) * step)
  }
  return dice.pick<RfmCuts>([
    { recencyDays: dice.int(1, 20), frequency: dice.int(1, 3), amountFen: dice.int(0, 4) * 5000 },
    { kind: 'mean' },
    { kind: 'quantile', highPercent: dice.int(1, 99) },
    { kind: 'quintiles' },
    { kind: 'scores', recencyDays: ascending(2), frequency: [1, 2, 3, 4], amountFen: ascending(5000) },
  ])
}
