import type { TagRule } from '@guiyi/shared'
import { FactPlan } from './fact-plan'
import type { PlanContext } from './plan-context'
import { isRanking, topSql } from './ranking'
import { tagValue } from './tag-value'

/** A tag's rule as a SELECT of (customer_id, vals Array(String)); people without a value have no row. */
export function compileTagRule(rule: TagRule, context: PlanContext): string {
  if (isRanking(rule)) return topSql(rule, context)
  const plan = new FactPlan(context)
  const { value, ofNobody } = tagValue(rule, plan, context)
  // Somebody who has done nothing at all can still get a value, so the customers themselves must be among the rows.
  const living = ofNobody ? ` AND ifNull(${plan.customerFact('1')}, 0) = 1` : ''
  return `SELECT customer_id, [value] AS vals FROM (SELECT *, ${value} AS value FROM (${plan.sql()})) WHERE value != ''${living}`
}
