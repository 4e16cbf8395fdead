import type { ValueKind, ValueTest } from '@guiyi/shared'
import type { Moment } from './moment'
import type { Params } from './params'

/** A value in a statement. Text is '' when absent, a list empty; a number and a date are NULL when absent. */
export interface SqlValue {
  kind: ValueKind
  sql: string
}

/**
 * A test as a condition that is 0 or 1, never NULL. An absent value fails every test but `missing` and `is-not`.
 * Dates are compared as days of Asia/Shanghai; «within past N days» is from today−N to today, both included.
 */
export function testSql(test: ValueTest, value: SqlValue, moment: Moment, params: Params): string {
  const { sql } = value
  if (value.kind === 'list') return listTestSql(test, sql, params)
  const sure = (condition: string): string => `ifNull(${condition}, 0)`
  switch (test.op) {
    case 'exists':
      return isText(value) ? `${sql} != ''` : `isNotNull(${sql})`
    case 'missing':
      return isText(value) ? `${sql} = ''` : `isNull(${sql})`
    case 'is':
      return `has(${params.add('Array(String)', test.values)}, ${sql})`
    case 'is-not':
      return `NOT has(${params.add('Array(String)', test.values)}, ${sql})`
    case 'contains':
      return `positionCaseInsensitiveUTF8(${sql}, ${params.add('String', test.text)}) > 0`
    case 'between':
      return sure(`${sql} BETWEEN ${params.add('Float64', test.from)} AND ${params.add('Float64', test.to)}`)
    case 'on-or-after':
      return sure(`${sql} >= ${day(test.date, params)}`)
    case 'on-or-before':
      return sure(`${sql} <= ${day(test.date, params)}`)
    case 'within-past-days':
      return sure(
        `${sql} BETWEEN ${today(moment, params)} - ${params.add('UInt32', test.days)} AND ${today(moment, params)}`,
      )
    case 'within-next-days':
      return sure(
        `${sql} BETWEEN ${today(moment, params)} AND ${today(moment, params)} + ${params.add('UInt32', test.days)}`,
      )
    case 'anniversary-within-days':
      return sure(
        `dateDiff('day', ${today(moment, params)}, ${nextAnniversary(sql, moment, params)}) <= ${params.add('UInt32', test.days)}`,
      )
    case 'all-of':
      throw new Error('only a list has several values')
    default:
      return sure(`${sql} ${test.op} ${params.add('Float64', test.value)}`)
  }
}

/** A test on a list of texts; `is` and `contains` ask for one item that meets them. */
export function listTestSql(test: ValueTest, list: string, params: Params): string {
  switch (test.op) {
    case 'is':
      return `hasAny(${list}, ${params.add('Array(String)', test.values)})`
    case 'is-not':
      return `NOT hasAny(${list}, ${params.add('Array(String)', test.values)})`
    case 'all-of':
      return `hasAll(${list}, ${params.add('Array(String)', test.values)})`
    case 'contains':
      return `arrayExists(item -> positionCaseInsensitiveUTF8(item, ${params.add('String', test.text)}) > 0, ${list})`
    case 'missing':
      return `empty(${list})`
    default:
      return `notEmpty(${list})`
  }
}

/** What the test says of somebody without any value. */
export function testOfNothing(test: ValueTest): boolean {
  return test.op === 'missing' || test.op === 'is-not'
}

const isText = (value: SqlValue): boolean => value.kind === 'text' || value.kind === 'boolean'

const day = (text: string, params: Params): string => `toDate32(${params.add('String', text)})`
const today = (moment: Moment, params: Params): string => day(moment.today, params)

/** The first anniversary that is not before today; 29 February falls on 28 February in common years. */
function nextAnniversary(date: string, moment: Moment, params: Params): string {
  const now = today(moment, params)
  const thisYear = `addYears(${date}, toYear(${now}) - toYear(${date}))`
  return `if(${thisYear} >= ${now}, ${thisYear}, addYears(${date}, toYear(${now}) - toYear(${date}) + 1))`
}
