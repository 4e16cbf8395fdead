import type { EventSelection, Measure, RuleNode, TagRule, ValueTest } from '@guiyi/shared'

/**
 * The conditions by which a tag's value of a person can be shown, in the words of the rule language. A mere measurement
 * becomes a condition that tests nothing (`exists`). Rankings have scores instead, and a date shows itself: none.
 */
export function conditionsBehind(rule: RuleNode | TagRule): RuleNode[] {
  switch (rule.kind) {
    case 'tiers':
      return rule.tiers.map(({ when }) => when)
    case 'metric':
      return [measured(rule, rule.measure)]
    case 'feature':
      if (rule.take.of === 'days-since') return [measured(rule, { of: `days-since-${rule.which}` })]
      return rule.take.of === 'property' ? [measured(rule, { of: rule.which, property: rule.take.property })] : []
    case 'distribution':
      return rule.of === 'days' ? [measured(rule, { of: 'days' })] : []
    case 'rfm':
      return [
        measured(rule, { of: 'days-since-last' }, { op: '<=', value: rule.cuts.recencyDays }),
        measured(rule, { of: 'count' }, { op: '>=', value: rule.cuts.frequency }),
        measured(rule, { of: 'sum', property: rule.amount }, { op: '>=', value: rule.cuts.amountFen }),
      ]
    case 'preference':
      return []
    default:
      return [rule]
  }
}

function measured(
  { event, window, where }: EventSelection,
  measure: Measure,
  test: ValueTest = { op: 'exists' },
): RuleNode {
  return { kind: 'event', event, window, ...(where ? { where } : {}), measure, test }
}
