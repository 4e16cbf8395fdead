import { BUILT_IN_EVENTS, validateRule, type RuleCatalog, type ValueKind } from '@guiyi/shared'
import { emptyTest, measureKey, measureOptions, opOptions, placeOf } from './words'

const catalog: RuleCatalog = {
  events: BUILT_IN_EVENTS,
  attributes: [],
  identities: [],
  officialAccounts: [],
  workMembers: [],
  tags: [],
  segments: [],
  audiences: [],
}
const purchase = BUILT_IN_EVENTS.find(({ name }) => name === 'purchase')

describe('measures', () => {
  it('offers only what the rule language accepts for the event', () => {
    for (const { measure, kind } of measureOptions(purchase)) {
      const test = kind === 'text' ? { op: 'is', values: ['面霜'] } : { op: '>=', value: 1 }
      const rule = { kind: 'event', event: 'purchase', window: { kind: 'ever' }, measure, test }
      expect(validateRule(rule, catalog)).toMatchObject({ ok: true })
    }
  })

  it('names each one once', () => {
    const keys = measureOptions(purchase).map(({ measure }) => measureKey(measure))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toContain('sum:amount')
  })
})

describe('comparisons', () => {
  it.each<ValueKind>(['text', 'number', 'money', 'date', 'boolean', 'list'])(
    'starts an empty test for each of %s',
    (kind) => {
      for (const { value } of opOptions(kind)) expect(emptyTest(kind, value).op).toBe(value)
    },
  )

  it('does not ask whether a computed number exists', () => {
    expect(opOptions('number', 'none').map(({ value }) => value)).not.toContain('exists')
  })
})

describe('the place of a fault', () => {
  it.each([
    ['.event', ''],
    ['.window.anchor.event', '起点行为'],
    ['.relation.where[1].test.values', '前后行为的第 2 个筛选'],
    ['.steps[2].event', '第 3 步'],
  ])('%s', (path, place) => {
    expect(placeOf(path)).toBe(place)
  })
})
