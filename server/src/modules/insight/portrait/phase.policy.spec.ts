import { phaseOf, type PhaseFacts } from './phase.policy'

const now = new Date('2026-11-22T04:00:00Z')
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000)
const buyer = (first: number, last: number): PhaseFacts => ({
  now,
  orders: 2,
  firstOrderAt: ago(first),
  lastActAt: ago(last),
  hasPhone: true,
})

describe('phaseOf', () => {
  it.each([
    ['nobody known', { now, orders: 0, firstOrderAt: null, lastActAt: ago(1), hasPhone: false }, 'visitor'],
    ['a phone but no order', { now, orders: 0, firstOrderAt: null, lastActAt: ago(1), hasPhone: true }, 'prospect'],
    ['29 days after the first order', buyer(29, 1), 'new'],
    ['30 days after the first order', buyer(30, 1), 'active'],
    ['89 quiet days', buyer(200, 89), 'active'],
    ['90 quiet days', buyer(200, 90), 'silent'],
    ['269 quiet days', buyer(400, 269), 'silent'],
    ['270 quiet days', buyer(400, 270), 'lost'],
  ])('%s', (_, facts, key) => {
    expect(phaseOf(facts).key).toBe(key)
  })
})
