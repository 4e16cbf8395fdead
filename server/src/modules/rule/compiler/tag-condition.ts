import type { TagCondition } from '@guiyi/shared'
import type { PlanContext } from './plan-context'
import { testSql } from './value-test'

/** Which of a tag's values a condition asks for, as a condition on the columns `value` and `number`; '1' for any. */
export function tagValueSql({ tagId, values, test }: TagCondition, context: Omit<PlanContext, 'scope'>): string {
  const { catalog, moment, params } = context
  const conditions = values.length === 0 ? [] : [`has(${params.add('Array(String)', values)}, value)`]
  if (test) {
    const kind = catalog.tags.find(({ id }) => id === tagId)?.type ?? 'text'
    const sql = kind === 'date' ? 'toDate32OrNull(value)' : 'number'
    conditions.push(testSql(test, { kind, sql }, moment, params))
  }
  return conditions.length === 0 ? '1' : conditions.join(' AND ')
}
