import { BUILT_IN_EVENTS } from '../events'
import { shownValue, valueShapeOf, type PreferenceRule, type TagRule } from '.'

const bought = { event: 'purchase', window: { kind: 'ever' } } as const
const shapeOf = (rule: TagRule | null): object => valueShapeOf(rule, { events: BUILT_IN_EVENTS })
const favourite = (event: string, by: string): PreferenceRule => ({
  kind: 'preference',
  ...bought,
  event,
  by,
  score: { of: 'count' },
  top: 3,
})

describe('what the values of a tag are', () => {
  it.each<[string, TagRule | null, object]>([
    ['set by hand', null, { type: 'text', unit: '' }],
    ['a sum of money', { kind: 'metric', ...bought, measure: { of: 'sum', property: 'amount' } }, { type: 'money' }],
    ['a count', { kind: 'metric', ...bought, measure: { of: 'count' } }, { type: 'number', unit: '次' }],
    [
      'kinds',
      { kind: 'metric', ...bought, measure: { of: 'values', property: 'category' } },
      { type: 'number', unit: '个' },
    ],
    ['days of visits', { kind: 'distribution', ...bought, of: 'days' }, { type: 'number', unit: '天' }],
    ['an hour', { kind: 'distribution', ...bought, of: 'hour' }, { type: 'text' }],
    ['the first day', { kind: 'feature', ...bought, which: 'first', take: { of: 'date' } }, { type: 'date' }],
    [
      'days since',
      { kind: 'feature', ...bought, which: 'last', take: { of: 'days-since' } },
      { type: 'number', unit: '天' },
    ],
    [
      'the last product',
      { kind: 'feature', ...bought, which: 'last', take: { of: 'property', property: 'product_id' } },
      { type: 'text', names: 'product' },
    ],
    ['favourite contents', favourite('read_content', 'content_id'), { type: 'text', names: 'content' }],
    ['favourite labels', favourite('read_content', 'content.tag'), { type: 'text', unit: '' }],
  ])('%s', (_, rule, shape) => {
    expect(shapeOf(rule)).toMatchObject(shape)
  })

  it('has one kind of names only where everything points at the same', () => {
    const mixed: PreferenceRule = {
      ...favourite('purchase', 'product_id'),
      also: [{ event: 'read_content', by: 'content_id', score: { of: 'count' }, weight: 1 }],
    }
    expect(shapeOf(mixed)).toEqual({ type: 'text', unit: '' })
  })
})

describe('how a value reads', () => {
  it.each([
    ['55000', { type: 'money', unit: '' }, '¥550.00'],
    ['-5', { type: 'money', unit: '' }, '-¥0.05'],
    ['1200', { type: 'number', unit: '次' }, '1 200 次'],
    ['4.5', { type: 'number', unit: '' }, '4.5'],
    ['2026-11-20', { type: 'date', unit: '' }, '2026-11-20'],
    ['false', { type: 'boolean', unit: '' }, '否'],
    ['1200', { type: 'text', unit: '' }, '1200'],
  ] as const)('%s as %j', (value, shape, shown) => {
    expect(shownValue(value, shape)).toBe(shown)
  })
})
