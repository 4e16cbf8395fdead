import { eventPropertiesOf } from './event-properties'
import type { TagRule } from './tag-types'
import type { RuleNode } from './types'

const told = (rule: RuleNode | TagRule): Record<string, string[]> =>
  Object.fromEntries([...eventPropertiesOf(rule)].map(([event, properties]) => [event, [...properties].sort()]))

describe('eventPropertiesOf', () => {
  it('finds filters, measures, relations, anchors and steps, each with its own event', () => {
    const rule: RuleNode = {
      kind: 'all',
      of: [
        {
          kind: 'event',
          event: 'purchase',
          where: [{ property: 'product.category', test: { op: 'is', values: ['上衣'] } }],
          window: { kind: 'past', days: 30 },
          relation: {
            kind: 'preceded-by',
            event: 'read_content',
            where: [{ property: 'content.tag', test: { op: 'is', values: ['敏感肌'] } }],
            days: 7,
          },
          measure: { of: 'sum', property: 'amount' },
          test: { op: '>=', value: 100 },
        },
        {
          kind: 'not',
          of: {
            kind: 'sequence',
            steps: [
              { event: 'visit_store', where: [{ property: 'store', test: { op: 'is', values: ['武康路'] } }] },
              { event: 'claim_coupon' },
            ],
            window: { kind: 'ever' },
            days: 3,
          },
        },
        { kind: 'attribute', attribute: 'gender', test: { op: 'is', values: ['女'] } },
      ],
    }
    expect(told(rule)).toEqual({
      purchase: ['amount', 'product_id'],
      read_content: ['content_id'],
      visit_store: ['store'],
      claim_coupon: [],
    })
  })

  it('finds what tags rank, take and sum', () => {
    const window = { kind: 'past', days: 30 } as const
    expect(
      told({
        kind: 'preference',
        event: 'purchase',
        window,
        by: 'product.param:材质',
        score: { of: 'sum', property: 'amount' },
        top: 3,
        also: [{ event: 'view_product', by: 'category', score: { of: 'count' }, weight: 1 }],
      }),
    ).toEqual({ purchase: ['amount', 'product_id'], view_product: ['category'] })
    expect(
      told({
        kind: 'feature',
        event: 'purchase',
        window,
        which: 'last',
        take: { of: 'property', property: 'order_no' },
      }),
    ).toEqual({ purchase: ['order_no'] })
    expect(told({ kind: 'rfm', event: 'purchase', window, amount: 'amount', cuts: { kind: 'mean' } })).toEqual({
      purchase: ['amount'],
    })
  })
})
