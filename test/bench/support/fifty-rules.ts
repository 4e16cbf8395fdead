import type { EventCondition, Measure, TagRule, TimeWindow } from '@guiyi/shared'

const past = (days: number): TimeWindow => ({ kind: 'past', days })
const EVER: TimeWindow = { kind: 'ever' }

const tested = (event: string, window: TimeWindow, measure: Measure, value: number): EventCondition => ({
  kind: 'event',
  event,
  window,
  measure,
  test: { op: '>=', value },
})
const tiers = (event: string, days: number, high: number, low: number): TagRule => ({
  kind: 'tiers',
  tiers: [
    { value: '高', when: tested(event, past(days), { of: 'count' }, high) },
    { value: '中', when: tested(event, past(days), { of: 'days' }, low) },
    { value: '低', when: tested(event, past(days), { of: 'count' }, 1) },
  ],
})
const spends = (days: number, fen: number): TagRule => ({
  kind: 'tiers',
  tiers: [
    { value: '高消费', when: tested('purchase', past(days), { of: 'sum', property: 'amount' }, fen) },
    { value: '有消费', when: tested('purchase', past(days), { of: 'count' }, 1) },
  ],
})
const metric = (event: string, window: TimeWindow, measure: Measure): TagRule => ({
  kind: 'metric',
  event,
  window,
  measure,
})
const rfm = (recencyDays: number, frequency: number, amountFen: number): TagRule => ({
  kind: 'rfm',
  event: 'purchase',
  window: past(365),
  amount: 'amount',
  cuts: { recencyDays, frequency, amountFen },
})
const since = (event: string, which: 'first' | 'last'): TagRule => ({
  kind: 'feature',
  event,
  window: EVER,
  which,
  take: { of: 'days-since' },
})

const EVENTS = ['purchase', 'read_content', 'login_mini_program', 'view_product']
const SPENT = { of: 'sum', property: 'amount' } as const

/** What a brand with fifty tags asks: mostly recent behaviour, some of the whole year, some of everything ever. */
export const FIFTY_RULES: TagRule[] = [
  ...[7, 14, 30, 60, 90].map((days) => spends(days, days * 2_000)),
  ...EVENTS.flatMap((event) => [7, 30, 90].map((days) => tiers(event, days, days / 3, days / 10))),
  ...[30, 90, 180, 365].map((days) => metric('purchase', past(days), SPENT)),
  ...[30, 90, 365].map((days) => metric('purchase', past(days), { of: 'count' })),
  metric('purchase', past(365), { of: 'avg', property: 'amount' }),
  metric('purchase', past(365), { of: 'max', property: 'amount' }),
  metric('purchase', past(365), { of: 'values', property: 'channel' }),
  metric('purchase', EVER, SPENT),
  ...EVENTS.flatMap((event) => [since(event, 'first'), since(event, 'last')]),
  ...EVENTS.flatMap((event): TagRule[] =>
    [30, 90].map((days) => ({ kind: 'distribution', event, window: past(days), of: 'days' })),
  ),
  ...[30, 60, 90].map((days) => rfm(days, 4, 60_000)),
  {
    kind: 'lifecycle',
    event: 'purchase',
    newDays: 30,
    matureCount: 4,
    silentDays: 60,
    lostDays: 180,
  },
  { kind: 'feature', event: 'purchase', window: EVER, which: 'last', take: { of: 'property', property: 'channel' } },
  { kind: 'preference', event: 'purchase', window: past(365), by: 'channel', score: { of: 'count' }, top: 3 },
]
