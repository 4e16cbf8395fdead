import type { Params } from './params'

/**
 * Whose answer is wanted: everyone, these people (some of whom just did something), or a stretch of ids (a slice of an
 * evaluation over everyone). The compiled rule is the same; only the rows that it reads differ.
 */
export type RuleScope =
  { kind: 'all' } | { kind: 'ids'; ids: readonly number[] } | { kind: 'range'; from: number; to: number }

/** @returns ` AND …` for the column that holds the customer, or nothing */
export function scopeSql(scope: RuleScope, column: string, params: Params): string {
  if (scope.kind === 'all') return ''
  if (scope.kind === 'ids') return ` AND ${column} IN ${params.add('Array(UInt64)', scope.ids)}`
  return ` AND ${column} BETWEEN ${params.add('UInt64', scope.from)} AND ${params.add('UInt64', scope.to)}`
}
