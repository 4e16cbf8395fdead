import {
  findProperty,
  PRODUCT_PARAMETER,
  type PropertyFilter,
  type RuleCatalog,
  type ValueKind,
  type ValueTest,
} from '@guiyi/shared'
import { AppError } from '../../../platform/errors'
import { CONTENT_ENGINE_TABLE } from '../../content'
import { PRODUCT_ENGINE_TABLE } from '../../product'
import { ZONE, type Moment } from './moment'
import type { Params } from './params'
import { listTestSql, testSql, type SqlValue } from './value-test'

interface Dimension {
  /** The event column that points at the thing. */
  reference: string
  table: string
  /** Row → labels, as an array. */
  labels: string
}

const CONTENT_TAG: Dimension = { reference: 'content_id', table: CONTENT_ENGINE_TABLE.name, labels: 'tags' }

const ofProduct = (expression: string): Dimension => ({
  reference: 'product_id',
  table: PRODUCT_ENGINE_TABLE.name,
  labels: `arrayFilter(label -> label != '', [${expression}])`,
})

/** Properties that have a column of their own in the event table. */
const COLUMNS: Record<string, string | undefined> = {
  channel: 'channel',
  amount: 'amount_fen',
  quantity: 'quantity',
  content_id: "if(content_id = 0, '', toString(content_id))",
  product_id: "if(product_id = 0, '', toString(product_id))",
}

/** The joined dimension behind a property; undefined for a property of the event itself. */
export function dimensionOf(property: string, params: Params): Dimension | undefined {
  if (property === 'content.tag') return CONTENT_TAG
  if (property === 'product.category') return ofProduct('toString(category)')
  if (!property.startsWith(PRODUCT_PARAMETER)) return undefined
  return ofProduct(`parameters[${params.add('String', property.slice(PRODUCT_PARAMETER.length))}]`)
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

/** A property of the event row as a value: text '' when absent, a list empty, other kinds NULL. */
export function propertySql(property: string, kind: ValueKind, params: Params): SqlValue {
  const raw = COLUMNS[property] ?? `properties[${params.add('String', property)}]`
  if (kind === 'text' || kind === 'boolean') return { kind, sql: raw }
  if (kind === 'list') return { kind, sql: `JSONExtract(${raw}, 'Array(String)')` }
  if (kind === 'date')
    return { kind, sql: `toDate32(toTimeZone(parseDateTime64BestEffortOrNull(${raw}, 3, 'UTC'), '${ZONE}'))` }
  return { kind, sql: COLUMNS[property] ? raw : `toFloat64OrNull(${raw})` }
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
  const dimension = dimensionOf(filter.property, params)
  if (dimension) return dimensionTestSql(filter.test, dimension, params)
  const kind = propertyKind(catalog, event, filter.property)
  return testSql(filter.test, propertySql(filter.property, kind, params), moment, params)
}

/** A test on the labels of the thing that was touched; things that have gone have none. */
function dimensionTestSql(test: ValueTest, { reference, table, labels }: Dimension, params: Params): string {
  const positive = opposite(test)
  const things = `${reference} IN (SELECT id FROM ${table} WHERE ${listTestSql(positive ?? test, labels, params)})`
  return positive ? `NOT ${things}` : things
}

/** The test that holds where this one does not, for tests that hold of nothing. */
function opposite(test: ValueTest): ValueTest | null {
  if (test.op === 'missing') return { op: 'exists' }
  return test.op === 'is-not' ? { op: 'is', values: test.values } : null
}
