import {
  describeCondition,
  describeEvents,
  unitOf,
  type ActivityRule,
  type EventSelection,
  type LifecycleRule,
  type Measure,
  type RfmRule,
  type RuleNode,
  type TagRule,
  type ValueTest,
} from '@guiyi/shared'
import type { FactPlan } from './fact-plan'
import type { PlanContext } from './plan-context'
import { PredicateBuilder, type Measured } from './predicate'
import { rfmValue } from './rfm'
import { activityValue } from './tag-value'

/** One thing that a rule looks at, as it can be shown of one person. */
export interface NotedNumber {
  sentence: string
  /** A condition that holds or not, or a mere number that a value follows from. */
  role: 'condition' | 'measure'
  /** 0 or 1 on a row of facts. */
  holds: string
  /** For somebody without any fact. */
  holdsOfNobody: boolean
  measured: Measured | null
  unit: string
  /** Points that the number is worth, when it is scored. */
  score: string | null
}

/**
 * The conditions and numbers behind a rule or a tag, in its order. Rankings have scores instead, and a date shows
 * itself: none.
 */
export function numbersBehind(rule: RuleNode | TagRule, plan: FactPlan, context: PlanContext): NotedNumber[] {
  const of = (selection: EventSelection, measure: Measure): NotedNumber[] => [
    measured(selection, measure, plan, context),
  ]
  switch (rule.kind) {
    case 'tiers':
      return rule.tiers.flatMap(({ when }) => conditions(when, plan, context))
    case 'metric':
      return of(rule, rule.measure)
    case 'feature':
      if (rule.take.of === 'days-since') return of(rule, { of: `days-since-${rule.which}` })
      return rule.take.of === 'property' ? of(rule, { of: rule.which, property: rule.take.property }) : []
    case 'distribution':
      return rule.of === 'days' ? of(rule, { of: 'days' }) : []
    case 'rfm':
      return rfm(rule, plan, context)
    case 'activity':
      return activity(rule, plan, context)
    case 'lifecycle':
      return lifecycle(rule, plan, context)
    case 'preference':
    case 'interest':
      return []
    default:
      return conditions(rule, plan, context)
  }
}

function conditions(rule: RuleNode, plan: FactPlan, context: PlanContext): NotedNumber[] {
  const builder = new PredicateBuilder(plan, context)
  builder.node(rule)
  return builder.noted.map(({ condition, predicate }) => ({
    sentence: describeCondition(condition, context.catalog),
    role: 'condition',
    holds: predicate.sql,
    holdsOfNobody: predicate.ofNobody,
    measured: predicate.measured ?? null,
    unit: condition.kind === 'event' ? unitOf(condition.measure) : '',
    score: null,
  }))
}

/** A number without a condition on it: said as a condition that tests nothing. */
function measured(
  { event, window, where, relation }: EventSelection,
  measure: Measure,
  plan: FactPlan,
  context: PlanContext,
  test: ValueTest = { op: 'exists' },
): NotedNumber {
  const node: RuleNode = {
    kind: 'event',
    event,
    window,
    ...(where ? { where } : {}),
    ...(relation ? { relation } : {}),
    measure,
    test,
  }
  const [noted] = conditions(node, plan, context)
  if (!noted) throw new Error('a condition without a predicate')
  return { ...noted, role: 'measure', sentence: noted.sentence.replace(/有值$/, '') }
}

function rfm(rule: RfmRule, plan: FactPlan, context: PlanContext): NotedNumber[] {
  const { scores } = rfmValue(rule, plan, context)
  const measures: Measure[] = [{ of: 'days-since-last' }, { of: 'count' }, { of: 'sum', property: rule.amount }]
  const scored = rule.cuts.kind === 'scores' || rule.cuts.kind === 'quintiles'
  return measures.map((measure, index) => {
    const noted = measured(rule, measure, plan, context)
    const score = scores[index] ?? '0'
    const cut = [context.parameters?.recency, context.parameters?.frequency, context.parameters?.amount][index]?.[0]
    if (scored) return { ...noted, score }
    if (rule.cuts.kind === 'mean' || rule.cuts.kind === 'quantile') {
      const bound = cut === undefined ? '' : boundText(rule.cuts.kind, index, cut)
      return { ...noted, role: 'condition', holds: score, holdsOfNobody: false, sentence: `${noted.sentence}${bound}` }
    }
    const bound = fixedCut(rule.cuts, index)
    return { ...measured(rule, measure, plan, context, bound), role: 'condition' }
  })
}

function fixedCut(cuts: RfmRule['cuts'], index: number): ValueTest {
  if (!('recencyDays' in cuts) || cuts.kind === 'scores') return { op: 'exists' }
  const bounds = [cuts.recencyDays, cuts.frequency, cuts.amountFen]
  return { op: index === 0 ? '<=' : '>=', value: bounds[index] ?? 0 }
}

/** ` ≤ 12.5 天（全体均值）` */
function boundText(kind: 'mean' | 'quantile', index: number, cut: number): string {
  const sign = kind === 'mean' ? (index === 0 ? '≤' : '≥') : index === 0 ? '<' : '>'
  const [value, unit] = index === 2 ? [cut / 100, '元'] : [cut, index === 0 ? '天' : '次']
  return ` ${sign} ${Math.round(value * 100) / 100} ${unit}（${kind === 'mean' ? '全体均值' : '全体分位'}）`
}

function activity(rule: ActivityRule, plan: FactPlan, context: PlanContext): NotedNumber[] {
  const { score, since, active } = activityValue(rule, plan, context)
  const events = describeEvents(rule.events, context.catalog)
  const number = (sentence: string, sql: string, ofNobody: '0' | null, unit: string): NotedNumber => ({
    sentence,
    role: 'measure',
    holds: `isNotNull(${sql})`,
    holdsOfNobody: ofNobody !== null,
    measured: { sql, kind: 'number', ofNobody },
    unit,
    score: null,
  })
  return [
    number(`${events}的最近一次距今`, since, null, '天'),
    number(`过去 ${rule.days} 天${events}的天数`, active, '0', '天'),
    number('活跃分', `if(ifNull(${since}, 4294967295) > ${rule.silentDays}, 0, ${score})`, '0', '分'),
  ]
}

function lifecycle({ event, where }: LifecycleRule, plan: FactPlan, context: PlanContext): NotedNumber[] {
  const selection: EventSelection = { event, window: { kind: 'ever' }, ...(where ? { where } : {}) }
  const measures = ['days-since-last', 'count', 'days-since-first'] as const
  return measures.map((of) => measured(selection, { of }, plan, context))
}
