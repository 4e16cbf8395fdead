import type { EventCondition, RuleNode } from '@guiyi/shared'
import { asGroup, eventMode, replaceAt, unwrap, withMode, wrap } from './drafts'

const bought: EventCondition = {
  kind: 'event',
  event: 'purchase',
  window: { kind: 'past', days: 30, unit: 'day' },
  measure: { of: 'count' },
  test: { op: '>=', value: 1 },
}

describe('asGroup', () => {
  it('puts a single condition into a group and leaves a group alone', () => {
    expect(asGroup(bought)).toEqual({ kind: 'all', of: [bought] })
    const group: RuleNode = { kind: 'any', of: [bought] }
    expect(asGroup(group)).toBe(group)
  })
})

describe('排除', () => {
  it('is one 非 around a condition, and comes off again', () => {
    expect(unwrap(wrap(bought, true))).toEqual({ excluded: true, inner: bought })
    expect(unwrap(wrap(bought, false))).toEqual({ excluded: false, inner: bought })
  })

  it('reads two 非 as none', () => {
    expect(unwrap({ kind: 'not', of: { kind: 'not', of: bought } })).toEqual({ excluded: false, inner: bought })
  })
})

describe('the three ways of asking about an event', () => {
  it('tells 做过, 没做过 and 统计 apart', () => {
    expect(eventMode(bought)).toBe('did')
    expect(eventMode({ ...bought, test: { op: '=', value: 0 } })).toBe('did-not')
    expect(eventMode({ ...bought, test: { op: '>=', value: 2 } })).toBe('measured')
    expect(eventMode({ ...bought, measure: { of: 'sum', property: 'amount' } })).toBe('measured')
  })

  it('gives a condition that reads back as the way that was chosen', () => {
    for (const mode of ['did', 'did-not', 'measured'] as const) {
      expect(eventMode(withMode({ ...bought, measure: { of: 'sum', property: 'amount' } }, mode))).toBe(mode)
    }
  })
})

describe('lists', () => {
  it('replaces and removes one member', () => {
    expect(replaceAt(['a', 'b', 'c'], 1, 'x')).toEqual(['a', 'x', 'c'])
    expect(replaceAt(['a', 'b', 'c'], 1, undefined)).toEqual(['a', 'c'])
  })
})
