import { findProperty, type PropertyFilter, type RuleCatalog, type ValueKind, type ValueTest } from '@guiyi/shared'
import { AppError } from '../../../platform/errors'
import { CONTENT_ENGINE_TABLE } from '../../content'
import { PRODUCT_ENGINE_TABLE } from '../../product'
import { ZONE, type Moment } from './moment'
import type { Params } from './params'
import { testSql, type SqlValue } from './value-test'

interface Dimension {
  /** The event column that points at the thing. */
  reference: string
  table: string
  /** Row → labels, as an array. */
  labels: string
}

const DIMENSIONS: Record<string, Dimension | undefined> = {
  'content.tag': { reference: 'content_id', table: CONTENT_ENGINE_TABLE.name, labels: 'tags' },
  'product.category': {
    reference: 'product_id',
    table: PRODUCT_ENGINE_TABLE.name,
    labels: "arrayFilter(label -> label != '', [category])",
  },
}

/** Properties that have a column of their own in the event table. */
const COLUMNS: Record<string, string | undefined> = {
  channel: 'channel',
  amount: 'amount_fen',
  quantity: 'quantity',
  content_id: "if(content_id = 0, '', toString(content_id))",
  product_id: "if(product_id = 0, '', toString(product_id))",
}

export function dimensionOf(property: string): Dimension | undefined {
  return DIMENSIONS[property]
}

/**
 * Joins the labels of a dimension to the event rows, one row per event and label. `LEFT` keeps events of things without
 * labels, with the label ''.
 */
export function joinSql({ reference, table, labels }: Dimension, type: 'INNER' | 'LEFT'): string {
  return `${type} JOIN (SELECT id AS thing_id, arrayJoin(${labels}) AS thing_label FROM ${table}) AS thing ON ${reference} = thing_id`
}

/** @throws RULE_INVALID when the catalogue does not know the property (any more) */
export function propertyKind(catalog: RuleCatalog, event: string, property: string): ValueKind {
  const found = findProperty(catalog, event, property)
  if (!found) throw new AppError('RULE_INVALID', { params: { problem: `事件「${event}」没有属性「${property}」` } })
  return found.type
}

/** A property of the event row as a value: text '' when absent, other kinds NULL. */
export function propertySql(property: string, kind: ValueKind, params: Params): SqlValue {
  const raw = COLUMNS[property] ?? `properties[${params.add('String', property)}]`
  if (kind === 'text' || kind === 'boolean') return { kind, sql: raw }
  if (kind === 'date')
    return { kind, sql: `toDate32(toTimeZone(parseDateTime64BestEffortOrNull(${raw}, 3, 'UTC'), '${ZONE}'))` }
  return { kind, sql: COLUMNS[property] ? raw : `toFloat64OrNull(${raw})` }
}

/** A property of the event row as whatever it is, NULL when absent. */
export function presentSql(property: string, params: Params): string {
  const { sql } = propertySql(property, 'text', params)
  return isInteger(property) ? sql : `nullIf(${sql}, '')`
}

/** Whether the event table holds the property as an integer of its own. */
export const isInteger = (property: string): boolean => property === 'amount' || property === 'quantity'

/** A filter on one property, as a condition on the event row. */
export function filterSql(
  filter: PropertyFilter,
  event: string,
  catalog: RuleCatalog,
  moment: Moment,
  params: Params,
): string {
  const dimension = dimensionOf(filter.property)
  if (dimension) return dimensionTestSql(filter.test, dimension, params)
  const kind = propertyKind(catalog, event, filter.property)
  return testSql(filter.test, propertySql(filter.property, kind, params), moment, params)
}

/** A test on the labels of the thing that was touched: `is` means one of its labels is among the values. */
function dimensionTestSql(test: ValueTest, { reference, table, labels }: Dimension, params: Params): string {
  const things = (condition: string): string => `${reference} IN (SELECT id FROM ${table} WHERE ${condition})`
  switch (test.op) {
    case 'is':
      return things(`hasAny(${labels}, ${params.add('Array(String)', test.values)})`)
    case 'is-not':
      return `NOT ${things(`hasAny(${labels}, ${params.add('Array(String)', test.values)})`)}`
    case 'contains':
      return things(
        `arrayExists(label -> positionCaseInsensitiveUTF8(label, ${params.add('String', test.text)}) > 0, ${labels})`,
      )
    case 'missing':
      return `NOT ${things(`notEmpty(${labels})`)}`
    default:
      return things(`notEmpty(${labels})`)
  }
}
