import { isTagRule, type RuleNode, type TagRule } from '@guiyi/shared'
import { DAY_MS } from '../../../platform/clock'
import { FactPlan } from './fact-plan'
import type { PlanContext } from './plan-context'
import { PredicateBuilder } from './predicate'
import { isRanking, topSql } from './ranking'
import type { RfmParameters } from './plan-context'
import { tagValue } from './tag-value'

/** The single value of somebody for whom a segment's rule holds. */
export const IN = 'in'

/** A rule with the tag or segment that it belongs to. */
export interface OwnedRule {
  id: number
  rule: RuleNode | TagRule
  /** The cuts of a model that depends on everybody. */
  parameters?: RfmParameters
}

/**
 * Several rules as one SELECT of (customer_id, items Array(Tuple(owner, place, value))): a person has a row or several,
 * and an item for each of her values, with its place from 0. Rules that read the same events share one scan of them,
 * whichever rule asks; rankings aggregate by their labels and read by themselves.
 */
export function compileTogether(rules: readonly OwnedRule[], context: PlanContext): string {
  const groups = new Map<string, OwnedRule[]>()
  const selects: string[] = []
  for (const owned of rules) {
    const { id, rule, parameters } = owned
    if (isTagRule(rule) && isRanking(rule)) {
      const owner = context.params.add('UInt64', id)
      selects.push(
        `SELECT customer_id, arrayMap((value, place) -> (${owner}, toUInt16(place - 1), value), vals, arrayEnumerate(vals)) AS items
         FROM (${topSql(rule, { ...context, parameters })})`,
      )
    } else {
      const key = readsOf(owned, context)
      groups.set(key, [...(groups.get(key) ?? []), owned])
    }
  }
  for (const group of groups.values()) selects.push(fromOnePlan(group, context))
  return selects.join(' UNION ALL ')
}

/**
 * Days: a rule of the last month must not read everybody's year because another one does. Of a few people the whole past
 * is read as quickly as their last month, and one scan for all windows took half the time of three.
 */
const WINDOW_CLASSES = [45, 100]

/**
 * Rules with equal keys read the same, so their scans are one; to join the scans of others to theirs would only cost.
 * What a rule reads is known once it has asked a plan for its facts.
 */
function readsOf(owned: OwnedRule, context: PlanContext): string {
  const plan = new FactPlan(context)
  valueFrom(plan, owned, context)
  const now = context.moment.now.getTime()
  const reach = (from: number | null): number =>
    context.scope.kind === 'ids' ? 0 : WINDOW_CLASSES.findIndex((days) => from !== null && from >= now - days * DAY_MS)
  return JSON.stringify(
    plan
      .reads()
      .map(({ rows, from }) => [rows, reach(from)])
      .sort(),
  )
}

/** Three arrays zipped take the engine half as long to analyse as a tuple per rule. */
function fromOnePlan(rules: readonly OwnedRule[], context: PlanContext): string {
  const { params } = context
  const plan = new FactPlan(context)
  const values = rules.map((owned) => valueFrom(plan, owned, context)).join(', ')
  const owners = params.add(
    'Array(UInt64)',
    rules.map(({ id }) => id),
  )
  return `SELECT customer_id, arrayFilter(item -> item.3 != '', arrayZip(${owners}, arrayWithConstant(${rules.length}, toUInt16(0)), [${values}])) AS items
    FROM (${plan.sql()})`
}

/** The value as an expression over facts, '' for nobody's; only living customers have a value that follows from nothing. */
function valueFrom(plan: FactPlan, { rule, parameters }: OwnedRule, context: PlanContext): string {
  const { value, ofNobody } = valueOf(rule, plan, { ...context, parameters })
  return ofNobody ? `if(ifNull(${plan.customerFact('1')}, 0) = 1, ${value}, '')` : value
}

/** The value as an expression over facts, '' for nobody's. */
function valueOf(rule: RuleNode | TagRule, plan: FactPlan, context: PlanContext): { value: string; ofNobody: boolean } {
  if (isTagRule(rule)) {
    if (rule.kind === 'preference' || rule.kind === 'interest') throw new Error('a ranking has no single value')
    return tagValue(rule, plan, context)
  }
  const { sql, ofNobody } = new PredicateBuilder(plan, context).node(rule)
  return { value: `if(${sql}, '${IN}', '')`, ofNobody }
}
