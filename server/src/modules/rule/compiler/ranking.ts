import {
  WEEKDAYS,
  type DistributionRule,
  type EventSelection,
  type InterestRule,
  type PreferenceRule,
  type RuleNode,
  type Score,
  type TagRule,
} from '@guiyi/shared'
import { DAY_MS } from '../../../platform/clock'
import type { PlanContext } from './plan-context'
import { ZONE } from './moment'
import { dimensionOf, joinSql, propertyKind, propertySql } from './property'
import { rowsSql, selectionRows, type EventRows } from './selection'

/** Rules whose value is a ranking of labels. */
export type RankingRule = PreferenceRule | InterestRule | DistributionRule

/** Events with the labels that they give points to. */
interface Source {
  rows: EventRows
  /** What is ranked: an expression on the event row, '' to leave it out. */
  label: string
  /** The label is a list of labels. */
  many: boolean
  /** An aggregate over the rows of one person and label. */
  score: string
}

/** Contributions are kept as whole multiples of 1/10 000, so that their sum is exact. */
const SCALE = 10_000

/** Whether a rule ranks labels. */
export function isRanking(rule: RuleNode | TagRule): rule is RankingRule {
  return rule.kind === 'preference' || rule.kind === 'interest' || (rule.kind === 'distribution' && rule.of !== 'days')
}

/** How many labels a person can get. */
export const topOf = (rule: RankingRule): number => (rule.kind === 'distribution' ? 1 : rule.top)

/**
 * (customer_id, vals): the labels with the highest score, best first; equal scores by the label's text.
 *
 * The labels are gathered and sorted first, and scores are kept by a label's place among them: the engine groups by two
 * integers in half the time that texts take, and equal scores order themselves.
 */
export function topSql(rule: RankingRule, context: PlanContext): string {
  const sources = sourcesOf(rule, context)
  const found = sources.map((source) => rowsOf(source, (label) => `toString(${label}) AS label`, context))
  const best = `arraySlice(arraySort(groupArray((-score, label))), 1, ${context.params.add('UInt32', topOf(rule))})`
  return `WITH (SELECT arraySort(groupUniqArray(label)) FROM (${found.join(' UNION ALL ')})) AS labels,
      arrayMap(text -> sipHash64(text), labels) AS hashes
    SELECT customer_id, arrayMap(item -> labels[item.2], ${best}) AS vals FROM (${scoredSql(rule, sources, placeOf, context)}) GROUP BY customer_id`
}

/** (customer_id, label, score): what stands behind the ranking. */
export function scoresSql(rule: RankingRule, context: PlanContext): string {
  return scoredSql(rule, sourcesOf(rule, context), (label) => `toString(${label})`, context)
}

/** A label's place in `labels`, by its hash: among a million labels two share one once in 10^7 times. */
const placeOf = (label: string): string => `toUInt32(transform(sipHash64(${label}), hashes, arrayEnumerate(labels), 0))`

/** (customer_id, label, score), with whatever `shown` makes of a label. */
function scoredSql(
  rule: RankingRule,
  sources: readonly Source[],
  shown: (label: string) => string,
  context: PlanContext,
): string {
  const scale = isScaled(rule) ? ` / ${SCALE}` : ''
  const atLeast = rule.kind === 'distribution' ? undefined : rule.atLeast
  const having = atLeast === undefined ? '' : ` HAVING score >= ${context.params.add('Float64', atLeast)}`
  const scores = (source: Source, score: string): string =>
    `${rowsOf(source, (label) => `customer_id, ${shown(label)} AS label, ${score} AS score`, context)} GROUP BY customer_id, label`
  const [only] = sources
  if (only && sources.length === 1) return scores(only, `toFloat64(${only.score})${scale}`) + having
  const each = sources.map((source) => scores(source, source.score))
  return `SELECT customer_id, label, toFloat64(sum(score))${scale} AS score FROM (${each.join(' UNION ALL ')}) GROUP BY customer_id, label${having}`
}

/** A SELECT over the source's events that have a label, one row per event and label. */
function rowsOf({ rows, label, many }: Source, columns: (label: string) => string, context: PlanContext): string {
  if (!many) return rowsSql(columns(label), { ...rows, condition: `${rows.condition} AND ${label} != ''` }, context)
  const items = rowsSql(`*, arrayJoin(arrayDistinct(${label})) AS item`, rows, context)
  return `SELECT ${columns('item')} FROM (${items}) WHERE item != ''`
}

function sourcesOf(rule: RankingRule, context: PlanContext): Source[] {
  if (rule.kind === 'distribution') {
    const rows = selectionRows(rule, context)
    return [{ rows, label: clockLabel(rule, context), many: false, score: 'count()' }]
  }
  const selections: (EventSelection & { by: string; score?: Score; weight?: number })[] =
    rule.kind === 'interest'
      ? rule.sources.map((source) => ({ ...source, window: rule.window }))
      : [rule, ...(rule.also ?? []).map((source) => ({ ...source, window: rule.window }))]
  return selections.map((selection) => {
    const score = selection.score ?? { of: 'count' as const }
    const sql = isScaled(rule)
      ? scaledScore(score, selection, rule.halfLifeDays, context)
      : plainScore(score, selection.event, context)
    return { ...labelled(selection, context), score: sql }
  })
}

/** Whether events count differently, so that contributions have to be rounded. */
function isScaled(rule: RankingRule): boolean {
  if (rule.kind === 'distribution') return false
  if (rule.kind === 'interest') return true
  return rule.halfLifeDays !== undefined || rule.weight !== undefined || (rule.also ?? []).length > 0
}

function labelled(selection: EventSelection & { by: string }, context: PlanContext): Omit<Source, 'score'> {
  const { catalog, params } = context
  const rows = selectionRows(selection, context)
  const dimension = dimensionOf(selection.by, params)
  if (dimension)
    return {
      rows: { ...rows, joins: `${rows.joins} ${joinSql(dimension, 'INNER')}` },
      label: 'thing_label',
      many: false,
    }
  const value = propertySql(selection.by, propertyKind(catalog, selection.event, selection.by), params)
  return { rows, label: textOf(value), many: value.kind === 'list' }
}

function plainScore(score: Score, event: string, { catalog, params }: PlanContext): string {
  if (score.of === 'count') return 'count()'
  return `ifNull(sum(${propertySql(score.property, propertyKind(catalog, event, score.property), params).sql}), 0)`
}

/** Σ round(points × weight × 2^(−age / half-life) × SCALE); see PreferenceRule. */
function scaledScore(
  score: Score,
  { event, weight = 1 }: { event: string; weight?: number },
  halfLifeDays: number | undefined,
  { catalog, moment, params }: PlanContext,
): string {
  const points =
    score.of === 'count'
      ? '1'
      : `ifNull(${propertySql(score.property, propertyKind(catalog, event, score.property), params).sql}, 0)`
  const weighted = `${points} * ${params.add('Float64', weight)}`
  const now = params.add('Int64', moment.now.getTime())
  const decayed =
    halfLifeDays === undefined
      ? weighted
      : `${weighted} * exp2((toUnixTimestamp64Milli(occurred_at) - ${now}) / ${params.add('Float64', halfLifeDays * DAY_MS)})`
  return `sum(toInt64(floor(${decayed} * ${SCALE} + 0.5)))`
}

function clockLabel(rule: DistributionRule, { params }: PlanContext): string {
  const local = `toTimeZone(occurred_at, '${ZONE}')`
  if (rule.of === 'hour') return `concat(toString(toHour(${local})), ' 点')`
  return `arrayElement(${params.add('Array(String)', [...WEEKDAYS])}, toDayOfWeek(${local}))`
}

const textOf = ({ kind, sql }: { kind: string; sql: string }): string =>
  kind === 'text' || kind === 'boolean' || kind === 'list' ? sql : `ifNull(toString(${sql}), '')`
