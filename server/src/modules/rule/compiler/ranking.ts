import { WEEKDAYS, type DistributionRule, type PreferenceRule } from '@guiyi/shared'
import { EVENT_ENGINE_TABLE } from '../../event'
import { selectionSql, type PlanContext } from './fact-plan'
import { ZONE } from './moment'
import { dimensionOf, joinSql, propertyKind, propertySql } from './property'
import { scopeSql } from './scope'

type RankingRule = PreferenceRule | DistributionRule

interface Ranking {
  /** What is ranked: an expression on the event row, '' to leave it out. */
  label: string
  /** An aggregate over the rows of one person and label. */
  score: string
  join: string
  top: number
  atLeast: number | null
}

/** (customer_id, vals): the labels with the highest score, best first; equal scores by the label's text. */
export function topSql(rule: RankingRule, context: PlanContext): string {
  const { top } = rankingOf(rule, context)
  const best = `arraySlice(arraySort(groupArray((-score, label))), 1, ${context.params.add('UInt32', top)})`
  return `SELECT customer_id, arrayMap(item -> item.2, ${best}) AS vals FROM (${scoresSql(rule, context)}) GROUP BY customer_id`
}

/** (customer_id, label, score): what stands behind the ranking. */
export function scoresSql(rule: RankingRule, context: PlanContext): string {
  const { params, scope } = context
  const { label, score, join, atLeast } = rankingOf(rule, context)
  const where = `name = ${params.add('String', rule.event)}${scopeSql(scope, 'customer_id', params)} AND ${selectionSql(rule, context)}`
  const having = atLeast === null ? '' : ` HAVING score >= ${params.add('Float64', atLeast)}`
  return `SELECT customer_id, toString(${label}) AS label, toFloat64(${score}) AS score FROM ${EVENT_ENGINE_TABLE.name}${join} WHERE ${where} AND ${label} != '' GROUP BY customer_id, ${label}${having}`
}

function rankingOf(rule: RankingRule, context: PlanContext): Ranking {
  if (rule.kind === 'distribution')
    return { label: clockLabel(rule, context), score: 'count()', join: '', top: 1, atLeast: null }
  const { catalog, params } = context
  const dimension = dimensionOf(rule.by)
  const { score } = rule
  const sum =
    score.of === 'sum'
      ? propertySql(score.property, propertyKind(catalog, rule.event, score.property), params).sql
      : null
  return {
    label: dimension ? 'thing_label' : textOf(propertySql(rule.by, propertyKind(catalog, rule.event, rule.by), params)),
    score: sum === null ? 'count()' : `ifNull(sum(${sum}), 0)`,
    join: dimension ? ` ${joinSql(dimension, 'INNER')}` : '',
    top: rule.top,
    atLeast: rule.atLeast ?? null,
  }
}

function clockLabel(rule: DistributionRule, { params }: PlanContext): string {
  const local = `toTimeZone(occurred_at, '${ZONE}')`
  if (rule.of === 'hour') return `concat(toString(toHour(${local})), ' 点')`
  return `arrayElement(${params.add('Array(String)', [...WEEKDAYS])}, toDayOfWeek(${local}))`
}

const textOf = ({ kind, sql }: { kind: string; sql: string }): string =>
  kind === 'text' || kind === 'boolean' ? sql : `ifNull(toString(${sql}), '')`
