import type { EngineParams } from '../../../platform/audience-engine'
import { CUSTOMER_ATTRIBUTE_ENGINE_TABLE, CUSTOMER_ENGINE_TABLE } from '../../identity'
import { MEMBER_TABLES } from '../../rule'
import type { ValueRef } from './insight.policy'

/** A part of a statement with its parameters. */
export interface Sql {
  sql: string
  params: EngineParams
}

/** What the values of one trait are shown as. */
export interface TraitShape {
  trait: string
  /** At most MOST_VALUES values: all are shown. */
  whole: boolean
  /** Ascending bounds between bands of numbers; null unless the many values are numbers. */
  cuts: number[] | null
  /** The values that stand for all: the most frequent. */
  top: string[]
  /** About how many values there are. */
  values: number
}

/** Where the values of many traits of one kind lie: one row per customer, trait and value. */
export interface TraitStore {
  table: string
  /** The column that names the trait, and its type. */
  column: string
  type: 'UInt64' | 'String'
  /** What is shown of a value, and the value as a number, as expressions. */
  label: string
  number: string
  params: EngineParams
}

export const MOST_VALUES = 30
/** Bands with about as many people in each. */
const QUANTILES = '0.2, 0.4, 0.6, 0.8'

export const tagStore: TraitStore = {
  table: MEMBER_TABLES.tag,
  column: 'owner_id',
  type: 'UInt64',
  label: 'value',
  number: 'number',
  params: {},
}

/** @param numbers attributes whose values are numbers @param dates attributes whose values are days: shown by year */
export const attributeStore = (numbers: readonly string[], dates: readonly string[]): TraitStore => ({
  table: CUSTOMER_ATTRIBUTE_ENGINE_TABLE.name,
  column: 'attribute',
  type: 'String',
  label: `if(has({dates:Array(String)}, attribute), concat(substring(value, 1, 4), ' 年'), value)`,
  number: `if(has({numbers:Array(String)}, attribute), toFloat64OrNull(value), NULL)`,
  params: { numbers, dates },
})

/** (trait, labels, numeric) per trait: whether there are few values, and whether all are numbers. Takes bounded memory. */
export const sizesSql = (
  { table, column, type, label, number, params }: TraitStore,
  traits: readonly Trait[],
): Sql => ({
  sql: `SELECT toString(${column}) AS trait, uniqUpTo(${MOST_VALUES})(${label}) AS labels, countIf(isNull(${number})) = 0 AS numeric
    FROM ${table} WHERE ${column} IN {traits:Array(${type})} GROUP BY ${column}`,
  params: { ...params, traits },
})

/** (trait, cuts, top, about) per trait with many values. Takes bounded memory, whatever the number of values. */
export const spreadSql = (
  { table, column, type, label, number, params }: TraitStore,
  traits: readonly Trait[],
): Sql => ({
  sql: `SELECT toString(${column}) AS trait, uniq(${label}) AS about, topK(${MOST_VALUES})(${label}) AS top,
      quantilesDeterministicIf(${QUANTILES})(assumeNotNull(${number}), customer_id, isNotNull(${number})) AS cuts
    FROM ${table} WHERE ${column} IN {traits:Array(${type})} GROUP BY ${column}`,
  params: { ...params, traits },
})

/** (trait, label, customer_id): values as they are shown, numbers by the place of their band. */
export function valuesSql(store: TraitStore, shapes: readonly TraitShape[], prefix: string): Sql {
  const { table, column, type, label, number, params } = store
  const keys = (of: readonly { trait: string }[]): Trait[] =>
    of.map(({ trait }) => (type === 'UInt64' ? Number(trait) : trait))
  const name = (part: string, of: string): string => `{${prefix}_${part}:${of}}`
  const banded = shapes.flatMap(({ trait, cuts }) => (cuts ? [{ trait, cuts }] : []))
  const few = shapes.filter(({ whole }) => whole)
  const many = shapes.filter(({ whole, cuts }) => !whole && !cuts)
  return {
    sql: `SELECT concat('${prefix}:', toString(${column})) AS trait, ${label} AS label, customer_id FROM ${table}
        WHERE ${column} IN ${name('few', `Array(${type})`)} OR (${column} IN ${name('many', `Array(${type})`)} AND ${label} IN ${name('top', 'Array(String)')})
      UNION ALL
      SELECT concat('${prefix}:', toString(${column})) AS trait,
        toString(arrayCount(cut -> ${number} > cut, ${name('cuts', 'Array(Array(Float64))')}[indexOf(${name('banded', `Array(${type})`)}, ${column})])) AS label,
        customer_id FROM ${table} WHERE ${column} IN ${name('banded', `Array(${type})`)}`,
    params: {
      ...params,
      [`${prefix}_few`]: keys(few),
      [`${prefix}_many`]: keys(many),
      [`${prefix}_top`]: [...new Set(many.flatMap(({ top }) => top))],
      [`${prefix}_banded`]: keys(banded),
      [`${prefix}_cuts`]: banded.map(({ cuts }) => cuts),
    },
  }
}

/** The customers with one value of a trait, or with a number in a band (above one bound, up to the other). */
export function holdersSql(
  { table, column, type, label, number, params }: TraitStore,
  trait: Trait,
  { value, above, upto }: ValueRef,
): Sql {
  const tests = [
    ...(value === null ? [`isNotNull(${number})`] : [`${label} = {value:String}`]),
    ...(above === null ? [] : [`${number} > {above:Float64}`]),
    ...(upto === null ? [] : [`${number} <= {upto:Float64}`]),
  ]
  return {
    sql: `SELECT customer_id FROM ${table} WHERE ${column} = {trait:${type}} AND ${tests.join(' AND ')}`,
    params: {
      ...params,
      trait,
      ...(value === null ? {} : { value }),
      ...(above === null ? {} : { above }),
      ...(upto === null ? {} : { upto }),
    },
  }
}

export type Trait = string | number

/** Ways to reach a person, and the conditions over the customers' table. */
export const CHANNELS: Record<string, { label: string; holds: string }> = {
  follows: { label: '关注公众号', holds: 'notEmpty(follows)' },
  work: { label: '企微好友', holds: 'notEmpty(work_contacts)' },
  phone: { label: '留有手机号', holds: "has(identities, 'phone')" },
  consent: { label: '同意营销', holds: "has(consents, 'marketing')" },
}

export const AGE_BANDS = ['18 岁以下', '18–24 岁', '25–29 岁', '30–34 岁', '35–39 岁', '40–49 岁', '50 岁及以上']

/** (trait, label, customer_id): which of the channels each customer is on. */
export const channelsSql = (): Sql => {
  const lists = Object.entries(CHANNELS).map(([key, { holds }]) => `if(${holds}, ['${key}'], [])`)
  return {
    sql: `SELECT 'channel' AS trait, arrayJoin(arrayConcat(${lists.join(', ')})) AS label, id AS customer_id FROM ${CUSTOMER_ENGINE_TABLE.name}`,
    params: {},
  }
}

/** (trait, label, customer_id): the place of each customer's age band. @param today `YYYY-MM-DD` of Asia/Shanghai */
export const agesSql = (today: string): Sql => ({
  sql: `SELECT 'age' AS trait, toString(multiIf(age < 18, 0, age < 25, 1, age < 30, 2, age < 35, 3, age < 40, 4, age < 50, 5, 6)) AS label, customer_id FROM (
      SELECT age('year', assumeNotNull(toDate32OrNull(value)), toDate32({today:String})) AS age, customer_id
      FROM ${CUSTOMER_ATTRIBUTE_ENGINE_TABLE.name} WHERE attribute = 'birthday' AND isNotNull(toDate32OrNull(value)))`,
  params: { today },
})
