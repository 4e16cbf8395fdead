import { RFM_GROUPS, RFM_SCORE_GRID, type RfmRule, type TagRule } from '@guiyi/shared'
import { FactPlan } from './fact-plan'
import type { PlanContext, RfmParameters } from './plan-context'
import { measureSql } from './measure'

/** What parametersSql answers, as parameters: of nobody there is no mean, and whoever comes first is compared with 0. */
export function readParameters(row: { [K in keyof RfmParameters]: (number | null)[] } | undefined): RfmParameters {
  const cuts = (list: (number | null)[] = []): number[] => list.map((cut) => cut ?? 0)
  return { recency: cuts(row?.recency), frequency: cuts(row?.frequency), amount: cuts(row?.amount) }
}

interface RfmFacts {
  recency: string
  frequency: string
  amount: string
}

const GROUP_NAMES: Record<string, string> = RFM_GROUPS
const GRID = [1, 2, 3, 4, 5].flatMap((recency) => RFM_SCORE_GRID[recency as keyof typeof RFM_SCORE_GRID])

/** Whether the rule's cuts have to be computed from everybody first. */
export function needsParameters(rule: TagRule): rule is RfmRule {
  return rule.kind === 'rfm' && ['mean', 'quantile', 'quintiles'].includes(rule.cuts.kind ?? 'fixed')
}

/** A SELECT of one row (people, recency, frequency, amount): the cuts over everybody with such events; see RfmCuts. */
export function parametersSql(rule: RfmRule, context: PlanContext): string {
  const plan = new FactPlan({ ...context, scope: { kind: 'all' } })
  const { recency, frequency, amount } = rfmFacts(rule, plan, context)
  // A p-% cut of something that is better when higher is the (100 − p)-% element from the other end.
  // The tiny addition keeps a product that should be whole from falling just short of it.
  const levels = cutLevels(rule).map((percent) => (100 - percent) / 100 + 1e-12)
  const lowest = (value: string): string => `quantilesExact(${levels.join(', ')})(${value})`
  const highest = (value: string): string => `arrayMap(cut -> -cut, ${lowest(`-toInt64(${value})`)})`
  const cuts =
    rule.cuts.kind === 'mean'
      ? [recency, frequency, amount].map((fact) => `[avg(${fact})]`)
      : [lowest(recency), highest(frequency), highest(amount)]
  const [recencyCuts, frequencyCuts, amountCuts] = cuts.map((cut) => `arrayMap(cut -> toFloat64(cut), ${cut})`)
  return `SELECT count() AS people, ${recencyCuts} AS recency, ${frequencyCuts} AS frequency, ${amountCuts} AS amount FROM (${plan.sql()}) WHERE ${frequency} > 0`
}

function cutLevels({ cuts }: RfmRule): number[] {
  return cuts.kind === 'quantile' ? [100 - cuts.highPercent] : [20, 40, 60, 80]
}

function rfmFacts(rule: RfmRule, plan: FactPlan, { catalog, moment, params }: PlanContext): RfmFacts {
  const fact = (measure: Parameters<typeof measureSql>[0]): string =>
    plan.event(rule, measureSql(measure, rule.event, catalog, moment, params))
  return {
    recency: fact({ of: 'days-since-last' }),
    frequency: fact({ of: 'count' }),
    amount: `ifNull(${fact({ of: 'sum', property: rule.amount })}, 0)`,
  }
}

/** The name of the group as text, '' for nobody; with what each of the three came to. */
export function rfmValue(
  rule: RfmRule,
  plan: FactPlan,
  context: PlanContext,
): { value: string; scores: string[]; facts: RfmFacts } {
  const { params } = context
  const facts = rfmFacts(rule, plan, context)
  const scores = scoresOf(rule, facts, context)
  const [recency = '', frequency = '', amount = ''] = scores
  const grouped =
    rule.cuts.kind === 'scores' || rule.cuts.kind === 'quintiles'
      ? `arrayElement(${params.add('Array(String)', GRID)}, (${recency} - 1) * 5 + intDiv(${frequency} + ${amount} + 1, 2))`
      : `transform(concat(toString(${recency}), toString(${frequency}), toString(${amount})), ${params.add('Array(String)', Object.keys(GROUP_NAMES))}, ${params.add('Array(String)', Object.values(GROUP_NAMES))}, '')`
  return { value: `if(ifNull(${facts.frequency}, 0) > 0, ${grouped}, '')`, scores, facts }
}

/** Recency, frequency and amount each as 0 or 1, or as 1 to 5. */
function scoresOf(
  { cuts }: RfmRule,
  { recency, frequency, amount }: RfmFacts,
  { params, parameters }: PlanContext,
): string[] {
  const days = `ifNull(${recency}, 4294967295)`
  const times = `ifNull(${frequency}, 0)`
  const compare = (value: string, sign: string, bounds: readonly number[]): string =>
    bounds.map((bound) => `(${value} ${sign} ${params.add('Float64', bound)})`).join(' + ')
  const scored = (bounds: RfmParameters, recencySign: string, sign: string, base: string): string[] => [
    `${base}${compare(days, recencySign, bounds.recency)}`,
    `${base}${compare(times, sign, bounds.frequency)}`,
    `${base}${compare(amount, sign, bounds.amount)}`,
  ]
  if (cuts.kind === 'scores') {
    const bounds = { recency: cuts.recencyDays, frequency: cuts.frequency, amount: cuts.amountFen }
    return scored(bounds, '<=', '>=', '1 + ').map((score) => `(${score})`)
  }
  if ('recencyDays' in cuts) {
    const bounds = { recency: [cuts.recencyDays], frequency: [cuts.frequency], amount: [cuts.amountFen] }
    return scored(bounds, '<=', '>=', '')
  }
  if (!parameters) throw new Error('the cuts of this model have to be computed first')
  if (cuts.kind === 'mean') return scored(parameters, '<=', '>=', '')
  const base = cuts.kind === 'quintiles' ? '1 + ' : ''
  return scored(parameters, '<', '>', base).map((score) => `(${score})`)
}
