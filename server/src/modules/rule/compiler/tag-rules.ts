import {
  RFM_GROUPS,
  type DistributionRule,
  type FeatureRule,
  type MetricRule,
  type RfmRule,
  type TagRule,
  type TierRule,
} from '@guiyi/shared'
import { FactPlan, type PlanContext } from './fact-plan'
import { measureSql, type SqlMeasure } from './measure'
import { ZONE } from './moment'
import { PredicateBuilder } from './predicate'
import { dimensionOf } from './property'
import { topSql } from './ranking'

type Compile<R extends TagRule> = (rule: R, context: PlanContext) => string

const RULES: { [K in TagRule['kind']]: Compile<Extract<TagRule, { kind: K }>> } = {
  tiers,
  metric,
  feature,
  preference: topSql,
  distribution,
  rfm,
}

/** A tag's rule as a SELECT of (customer_id, vals Array(String)); people without a value have no row. */
export function compileTagRule(rule: TagRule, context: PlanContext): string {
  return RULES[rule.kind](rule as never, context)
}

function tiers(rule: TierRule, context: PlanContext): string {
  const { params } = context
  const plan = new FactPlan(context)
  const builder = new PredicateBuilder(plan, context)
  const parts = rule.tiers.map(({ value, when }) => ({ value, predicate: builder.node(when) }))
  // Somebody who has done nothing at all can still get a value, so the customers themselves must be among the rows.
  const everybody = rule.otherwise !== undefined || parts.some(({ predicate }) => predicate.ofNobody)
  const living = everybody ? ` AND ifNull(${plan.customerFact('1')}, 0) = 1` : ''
  const branches = parts.map(({ value, predicate }) => `${predicate.sql}, ${params.add('String', value)}`)
  return `SELECT customer_id, [tier] AS vals FROM (SELECT *, multiIf(${branches.join(', ')}, ${params.add('String', rule.otherwise ?? '')}) AS tier FROM (${plan.sql()})) WHERE tier != ''${living}`
}

/** One measured value per person: rows of people without such events never come about. */
function measured(
  rule: MetricRule | FeatureRule | DistributionRule,
  measure: SqlMeasure,
  show: (fact: string) => string,
  context: PlanContext,
): string {
  const plan = new FactPlan(context)
  const fact = plan.event(rule, measure)
  return `SELECT customer_id, [shown] AS vals FROM (SELECT customer_id, ifNull(${show(fact)}, '') AS shown FROM (${plan.sql()})) WHERE shown != ''`
}

/** Numbers as plain text: whole ones as they are, others rounded half up to four decimals; money stays fen. */
const numberText = ({ whole }: SqlMeasure): ((fact: string) => string) => (whole ? wholeText : rounded)

const wholeText = (fact: string): string => `toString(${fact})`

const rounded = (fact: string): string => `toString(floor(toFloat64(${fact}) * 10000 + 0.5) / 10000)`

function metric(rule: MetricRule, context: PlanContext): string {
  const { measure } = rule
  const dimension = 'property' in measure ? dimensionOf(measure.property) : undefined
  if (dimension && 'property' in measure) {
    const plan = new FactPlan(context)
    const fact = plan.dimensionValues(rule, measure.property)
    return `SELECT customer_id, [toString(${fact})] AS vals FROM (${plan.sql()})`
  }
  const sql = measureSql(measure, rule.event, context.catalog, context.moment, context.params)
  return measured(rule, sql, numberText(sql), context)
}

function feature(rule: FeatureRule, context: PlanContext): string {
  const { catalog, moment, params } = context
  const { take } = rule
  if (take.of === 'days-since') {
    return measured(
      rule,
      measureSql({ of: `days-since-${rule.which}` }, rule.event, catalog, moment, params),
      wholeText,
      context,
    )
  }
  if (take.of === 'property') {
    const measure = measureSql({ of: rule.which, property: take.property }, rule.event, catalog, moment, params)
    const numeric = measure.kind === 'number' || measure.kind === 'money'
    return measured(rule, measure, numeric ? numberText(measure) : wholeText, context)
  }
  const name = rule.which === 'first' ? 'min' : 'max'
  const time: SqlMeasure = {
    kind: 'date',
    zeroWhenEmpty: false,
    whole: false,
    aggregate: (condition) => `${name}OrNull${condition === null ? '(occurred_at)' : `If(occurred_at, ${condition})`}`,
  }
  return measured(rule, time, (fact) => `toString(toDate(${fact}, '${ZONE}'))`, context)
}

function distribution(rule: DistributionRule, context: PlanContext): string {
  const { catalog, moment, params } = context
  if (rule.of !== 'days') return topSql(rule, context)
  return measured(rule, measureSql({ of: 'days' }, rule.event, catalog, moment, params), wholeText, context)
}

/**
 * Recency, frequency and monetary value, each high or low against a fixed cut, combined into eight customary groups
 * (Hughes, Strategic Database Marketing, 1994; the Chinese names are those of domestic CRM practice).
 */
function rfm(rule: RfmRule, context: PlanContext): string {
  const { catalog, moment, params } = context
  const plan = new FactPlan(context)
  const fact = (measure: Parameters<typeof measureSql>[0]): string =>
    plan.event(rule, measureSql(measure, rule.event, catalog, moment, params))
  const { cuts } = rule
  const recent = `ifNull(${fact({ of: 'days-since-last' })} <= ${params.add('Int64', cuts.recencyDays)}, 0)`
  const often = `${fact({ of: 'count' })} >= ${params.add('Int64', cuts.frequency)}`
  const much = `ifNull(${fact({ of: 'sum', property: rule.amount })}, 0) >= ${params.add('Int64', cuts.amountFen)}`
  const group = `concat(toString(${recent}), toString(${often}), toString(${much}))`
  const codes = params.add('Array(String)', Object.keys(RFM_GROUPS))
  const names = params.add('Array(String)', Object.values(RFM_GROUPS))
  return `SELECT customer_id, [transform(${group}, ${codes}, ${names}, '')] AS vals FROM (${plan.sql()}) WHERE ${fact({ of: 'count' })} > 0`
}
