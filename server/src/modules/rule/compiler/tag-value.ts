import {
  ACTIVITY_LEVELS,
  LIFECYCLE_STAGES,
  type ActivityRule,
  type DistributionRule,
  type EventSelection,
  type FeatureRule,
  type LifecycleRule,
  type MetricRule,
  type TagRule,
  type TierRule,
} from '@guiyi/shared'
import type { FactPlan } from './fact-plan'
import type { PlanContext } from './plan-context'
import { call, measureSql, orNothing, type SqlMeasure } from './measure'
import { ZONE } from './moment'
import { PredicateBuilder } from './predicate'
import { dimensionOf } from './property'
import type { RankingRule } from './ranking'
import { rfmValue } from './rfm'
import { stepsRows } from './selection'

/** The single value of a tag as an expression over facts. */
export interface TagValue {
  /** Text, '' for nobody's. */
  value: string
  /** Somebody who has done nothing at all can have a value too. */
  ofNobody: boolean
}

/** Rules whose value follows from the facts about a person; the others rank. */
export type ValueRule = Exclude<TagRule, RankingRule> | DistributionRule

/** Asks the plan for the facts that the rule needs, and says what the value is. */
export function tagValue(rule: ValueRule, plan: FactPlan, context: PlanContext): TagValue {
  switch (rule.kind) {
    case 'tiers':
      return tiers(rule, plan, context)
    case 'metric':
      return { value: metric(rule, plan, context), ofNobody: false }
    case 'feature':
      return { value: feature(rule, plan, context), ofNobody: false }
    case 'distribution': {
      const { catalog, moment, params } = context
      return {
        value: shown(measured(plan, rule, measureSql({ of: 'days' }, rule.event, catalog, moment, params)), wholeText),
        ofNobody: false,
      }
    }
    case 'rfm':
      return { value: rfmValue(rule, plan, context).value, ofNobody: false }
    case 'activity':
      return { value: activityValue(rule, plan, context).value, ofNobody: true }
    case 'lifecycle':
      return { value: lifecycle(rule, plan, context), ofNobody: false }
  }
}

function tiers(rule: TierRule, plan: FactPlan, context: PlanContext): TagValue {
  const { params } = context
  const builder = new PredicateBuilder(plan, context)
  const parts = rule.tiers.map(({ value, when }) => ({ value, predicate: builder.node(when) }))
  const branches = parts.map(({ value, predicate }) => `${predicate.sql}, ${params.add('String', value)}`)
  return {
    value: `multiIf(${branches.join(', ')}, ${params.add('String', rule.otherwise ?? '')})`,
    ofNobody: rule.otherwise !== undefined || parts.some(({ predicate }) => predicate.ofNobody),
  }
}

/** People without such events have no fact, and no value; of several rules in one plan they may have other facts. */
const shown = (fact: string, show: (fact: string) => string): string => `ifNull(${show(fact)}, '')`

/** Numbers as plain text: whole ones as they are, others rounded half up to four decimals; money stays fen. */
const numberText = ({ whole }: SqlMeasure): ((fact: string) => string) => (whole ? wholeText : rounded)

const wholeText = (fact: string): string => `toString(${fact})`

const rounded = (fact: string): string => `toString(floor(toFloat64(${fact}) * 10000 + 0.5) / 10000)`

function metric(rule: MetricRule, plan: FactPlan, context: PlanContext): string {
  const { measure } = rule
  if ('property' in measure && dimensionOf(measure.property, context.params))
    return shown(plan.dimensionValues(rule, measure.property), wholeText)
  const sql = measureSql(measure, rule.event, context.catalog, context.moment, context.params)
  return shown(measured(plan, rule, sql), numberText(sql))
}

/** The fact that is NULL for somebody without such events. */
function measured(plan: FactPlan, selection: EventSelection, measure: SqlMeasure): string {
  const fact = plan.event(selection, measure)
  return measure.counts ? `nullIf(${fact}, 0)` : fact
}

function feature(rule: FeatureRule, plan: FactPlan, context: PlanContext): string {
  const { catalog, moment, params } = context
  const { take } = rule
  if (take.of === 'days-since') {
    const since = measureSql({ of: `days-since-${rule.which}` }, rule.event, catalog, moment, params)
    return shown(plan.event(rule, since), wholeText)
  }
  if (take.of === 'property') {
    const measure = measureSql({ of: rule.which, property: take.property }, rule.event, catalog, moment, params)
    const numeric = measure.kind === 'number' || measure.kind === 'money'
    return shown(plan.event(rule, measure), numeric ? numberText(measure) : wholeText)
  }
  const name = rule.which === 'first' ? 'min' : 'max'
  const time: SqlMeasure = {
    kind: 'date',
    zeroWhenEmpty: false,
    counts: false,
    whole: false,
    aggregate: (condition) => orNothing(call(name, 'occurred_at', condition), condition),
  }
  return shown(plan.event(rule, time), (fact) => `toString(toDate(${fact}, '${ZONE}'))`)
}

/** The level, and the numbers behind it; see ActivityRule. */
export function activityValue(
  rule: ActivityRule,
  plan: FactPlan,
  context: PlanContext,
): { value: string; score: string; since: string; active: string } {
  const { catalog, moment, params } = context
  const event = rule.events[0]?.event ?? ''
  const measure = (of: 'days' | 'days-since-last', days: number): string =>
    plan.rows(
      stepsRows(rule.events, { kind: 'past', days, unit: 'day' }, context),
      measureSql({ of }, event, catalog, moment, params),
    )
  // Today and silentDays more: whoever acted on the first of them is exactly silentDays away.
  const since = measure('days-since-last', rule.silentDays + 1)
  const active = `ifNull(${measure('days', rule.days)}, 0)`
  const number = (value: number): string => params.add('Float64', value)
  const recency = `${number(rule.recencyWeight)} * greatest(0, 1 - ifNull(${since}, 0) / ${number(rule.silentDays)})`
  const frequency = `${number(100 - rule.recencyWeight)} * least(1, ${active} / ${number(rule.activeDays)})`
  const score = `floor(${recency} + ${frequency} + 0.5)`
  const [high, medium, low, silent] = ACTIVITY_LEVELS.map((level) => params.add('String', level))
  const value = `multiIf(ifNull(${since}, 4294967295) > ${number(rule.silentDays)}, ${silent}, ${score} >= ${number(rule.cuts.high)}, ${high}, ${score} >= ${number(rule.cuts.medium)}, ${medium}, ${low})`
  return { value, score, since, active }
}

/** See LifecycleRule. */
function lifecycle(rule: LifecycleRule, plan: FactPlan, context: PlanContext): string {
  const { catalog, moment, params } = context
  const { event, where } = rule
  const fact = (of: 'count' | 'days-since-first' | 'days-since-last'): string =>
    plan.event({ event, where, window: { kind: 'ever' } }, measureSql({ of }, event, catalog, moment, params))
  const number = (value: number): string => params.add('Int64', value)
  const last = `ifNull(${fact('days-since-last')}, -1)`
  const [fresh, growing, mature, silent, lost] = LIFECYCLE_STAGES.map((stage) => params.add('String', stage))
  return `multiIf(${last} < 0, '', ${last} > ${number(rule.lostDays)}, ${lost}, ${last} > ${number(rule.silentDays)}, ${silent}, ${fact('count')} >= ${number(rule.matureCount)}, ${mature}, ${fact('days-since-first')} <= ${number(rule.newDays)}, ${fresh}, ${growing})`
}
