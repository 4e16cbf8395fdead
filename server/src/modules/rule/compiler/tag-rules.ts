import {
  RFM_GROUPS,
  WEEKDAYS,
  type DistributionRule,
  type FeatureRule,
  type MetricRule,
  type PreferenceRule,
  type RfmRule,
  type TagRule,
  type TierRule,
} from '@guiyi/shared'
import { EVENT_ENGINE_TABLE } from '../../event'
import { FactPlan, selectionSql, type PlanContext } from './fact-plan'
import { measureSql, type SqlMeasure } from './measure'
import { ZONE } from './moment'
import { PredicateBuilder } from './predicate'
import { dimensionOf, joinSql, propertyKind, propertySql } from './property'
import { scopeSql } from './scope'

type Compile<R extends TagRule> = (rule: R, context: PlanContext) => string

const RULES: { [K in TagRule['kind']]: Compile<Extract<TagRule, { kind: K }>> } = {
  tiers,
  metric,
  feature,
  preference,
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
function measured(rule: MetricRule | FeatureRule | DistributionRule, measure: SqlMeasure, show: (fact: string) => string, context: PlanContext): string {
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
    return measured(rule, measureSql({ of: `days-since-${rule.which}` }, rule.event, catalog, moment, params), wholeText, context)
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

function preference(rule: PreferenceRule, context: PlanContext): string {
  const { catalog, params } = context
  const dimension = dimensionOf(rule.by)
  const kind = propertyKind(catalog, rule.event, rule.by)
  const label = dimension ? 'thing_label' : textOf(propertySql(rule.by, kind, params))
  const { score } = rule
  const sum = score.of === 'sum' ? propertySql(score.property, propertyKind(catalog, rule.event, score.property), params).sql : null
  return topOf(rule, context, {
    label,
    score: sum === null ? 'count()' : `ifNull(sum(${sum}), 0)`,
    join: dimension ? ` ${joinSql(dimension, 'INNER')}` : '',
    top: rule.top,
    atLeast: rule.atLeast ?? null,
  })
}

const textOf = ({ kind, sql }: { kind: string; sql: string }): string =>
  kind === 'text' || kind === 'boolean' ? sql : `ifNull(toString(${sql}), '')`

interface Ranking {
  label: string
  score: string
  join: string
  top: number
  atLeast: number | null
}

/** The labels with the highest score, best first; equal scores by the label's text. */
function topOf(rule: PreferenceRule | DistributionRule, context: PlanContext, ranking: Ranking): string {
  const { params, scope } = context
  const where = `name = ${params.add('String', rule.event)}${scopeSql(scope, 'customer_id', params)} AND ${selectionSql(rule, context)}`
  const having = ranking.atLeast === null ? '' : ` HAVING score >= ${params.add('Float64', ranking.atLeast)}`
  const scores = `SELECT customer_id, toString(${ranking.label}) AS label, toFloat64(${ranking.score}) AS score FROM ${EVENT_ENGINE_TABLE.name}${ranking.join} WHERE ${where} AND ${ranking.label} != '' GROUP BY customer_id, ${ranking.label}${having}`
  return `SELECT customer_id, arrayMap(item -> item.2, arraySlice(arraySort(groupArray((-score, label))), 1, ${params.add('UInt32', ranking.top)})) AS vals FROM (${scores}) GROUP BY customer_id`
}

function distribution(rule: DistributionRule, context: PlanContext): string {
  const { catalog, moment, params } = context
  if (rule.of === 'days') return measured(rule, measureSql({ of: 'days' }, rule.event, catalog, moment, params), wholeText, context)
  const label =
    rule.of === 'hour'
      ? `concat(toString(toHour(toTimeZone(occurred_at, '${ZONE}'))), ' 点')`
      : `arrayElement(${params.add('Array(String)', [...WEEKDAYS])}, toDayOfWeek(toTimeZone(occurred_at, '${ZONE}')))`
  return topOf(rule, context, { label, score: 'count()', join: '', top: 1, atLeast: null })
}

/**
 * Recency, frequency and monetary value, each high or low against a fixed cut, combined into eight customary groups
 * (Hughes, Strategic Database Marketing, 1994; the Chinese names are those of domestic CRM practice).
 */
function rfm(rule: RfmRule, context: PlanContext): string {
  const { catalog, moment, params } = context
  const plan = new FactPlan(context)
  const fact = (measure: Parameters<typeof measureSql>[0]): string => plan.event(rule, measureSql(measure, rule.event, catalog, moment, params))
  const { cuts } = rule
  const recent = `ifNull(${fact({ of: 'days-since-last' })} <= ${params.add('Int64', cuts.recencyDays)}, 0)`
  const often = `${fact({ of: 'count' })} >= ${params.add('Int64', cuts.frequency)}`
  const much = `ifNull(${fact({ of: 'sum', property: rule.amount })}, 0) >= ${params.add('Int64', cuts.amountFen)}`
  const group = `concat(toString(${recent}), toString(${often}), toString(${much}))`
  const codes = params.add('Array(String)', Object.keys(RFM_GROUPS))
  const names = params.add('Array(String)', Object.values(RFM_GROUPS))
  return `SELECT customer_id, [transform(${group}, ${codes}, ${names}, '')] AS vals FROM (${plan.sql()}) WHERE ${fact({ of: 'count' })} > 0`
}
