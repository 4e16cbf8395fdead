import type { SequenceCondition } from '@guiyi/shared'
import type { PlanContext } from './plan-context'
import { apart, rowsSql, selectionRows } from './selection'

/**
 * A SELECT with a row for every last step of a sequence that was done (`customer_id`).
 *
 * Step by step each event is joined to the latest earlier event of the step before, and takes over from it the moment
 * at which the sequence began. The later the step before, the later its sequence began, so the latest is always the
 * best: if any sequence is short enough, this one is.
 */
export function sequenceSql({ steps, window, days }: SequenceCondition, context: PlanContext): string {
  return steps.reduce((before, { event, where }, index) => {
    const rows = selectionRows({ event, where, window }, context)
    if (index === 0) return rowsSql('customer_id, occurred_at AS step_at, occurred_at AS began_at', rows, context)
    const join = ` ASOF INNER JOIN (SELECT customer_id AS before_customer, step_at AS before_at, began_at AS began FROM (${before})) AS earlier ON customer_id = before_customer AND occurred_at > before_at`
    const near = `${rows.condition} AND ${apart('began', 'occurred_at', days, context)}`
    const joined = { ...rows, joins: join, condition: near }
    return rowsSql('customer_id, occurred_at AS step_at, began AS began_at', joined, context)
  }, '')
}
