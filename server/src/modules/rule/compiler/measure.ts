import type { Measure, RuleCatalog, ValueKind } from '@guiyi/shared'
import { ZONE, type Moment } from './moment'
import type { Params } from './params'
import { isInteger, propertyKind, propertySql } from './property'

/** An aggregate over the selected events of one person. */
export interface SqlMeasure {
  /**
   * The aggregate over all rows, or over those that meet `condition`. Of a group without such rows, as if it had not been
   * read: NULL, or 0 when it counts.
   * @param from the first millisecond at which a row can lie; null for no bound
   */
  aggregate(condition: string | null, from: number | null): string
  /** What the number or value is. */
  kind: ValueKind
  /** Somebody without such events has 0; otherwise nothing. */
  zeroWhenEmpty: boolean
  /** Tells how many, and 0 is nothing at all. */
  counts: boolean
  /** Always an integer in the engine's own type. */
  whole: boolean
}

/** `fn(args)`, or `fnIf(args, condition)`. */
export const call = (name: string, args: string, condition: string | null): string =>
  condition === null ? `${name}(${args})` : `${name}If(${args}, ${condition})`

/**
 * NULL for a group without rows that meet the condition. The engine counts them once for all measures that ask, which
 * takes a third of the time of its own `OrNull`.
 */
export const orNothing = (value: string, condition: string | null): string =>
  condition === null ? value : `if(countIf(${condition}) = 0, NULL, ${value})`

/** Orders one person's events by time and number; one wide integer is compared four times as fast as a pair. */
const MOMENT_KEY = 'bitShiftLeft(toInt128(toUnixTimestamp64Milli(occurred_at)), 64) + id'

/** The measure of a condition or a tag, for events of one name. Not for the values of a joined dimension. */
export function measureSql(
  measure: Measure,
  event: string,
  catalog: RuleCatalog,
  moment: Moment,
  params: Params,
): SqlMeasure {
  const number = (
    { counts, zeroWhenEmpty = counts }: { counts: boolean; zeroWhenEmpty?: boolean },
    aggregate: SqlMeasure['aggregate'],
  ): SqlMeasure => ({ kind: 'number', zeroWhenEmpty, counts, whole: true, aggregate })
  const since = (name: 'min' | 'max'): SqlMeasure =>
    number({ counts: false }, (condition) =>
      orNothing(moment.daysSinceSql(call(name, 'occurred_at', condition), params), condition),
    )
  switch (measure.of) {
    case 'count':
      return number({ counts: true }, (condition) => (condition === null ? 'count()' : `countIf(${condition})`))
    case 'days':
      return number({ counts: true }, (condition, from) => distinctDays(condition, from, moment, params))
    case 'days-since-first':
      return since('min')
    case 'days-since-last':
      return since('max')
    case 'values':
      return number(
        { counts: false, zeroWhenEmpty: true },
        distinct(measure.property, propertyKind(catalog, event, measure.property), params),
      )
    case 'first':
    case 'last': {
      const kind = propertyKind(catalog, event, measure.property)
      const { sql } = propertySql(measure.property, kind, params)
      const name = measure.of === 'first' ? 'argMin' : 'argMax'
      // A tuple keeps NULL among the candidates: the first event counts even when it lacks the property. Text is never NULL.
      const nullable = kind !== 'text' && kind !== 'boolean' && kind !== 'list'
      return {
        kind,
        zeroWhenEmpty: false,
        counts: false,
        whole: isInteger(measure.property),
        aggregate: (condition) => {
          const value = nullable ? `tuple(${sql})` : sql
          const of = condition === null ? '' : 'If'
          return `${name}${of}(${value}, ${MOMENT_KEY}${condition === null ? '' : `, ${condition}`})${nullable ? '.1' : ''}`
        },
      }
    }
    default: {
      const kind = propertyKind(catalog, event, measure.property)
      const { sql } = propertySql(measure.property, kind, params)
      const whole = measure.of !== 'avg' && isInteger(measure.property)
      return {
        kind,
        zeroWhenEmpty: measure.of === 'sum',
        counts: false,
        whole,
        aggregate: (condition) =>
          measure.of === 'sum'
            ? // Events that lack the number add nothing, and are events all the same.
              orNothing(call('sum', `ifNull(${sql}, 0)`, condition), condition)
            : // NULL by itself where nobody has the number.
              call(measure.of, sql, condition),
      }
    }
  }
}

/** So many days have a bit each in an integer of so many bits. */
const DAY_BITS = [64, 128, 256]

/**
 * How many different days of Asia/Shanghai. Days of a window have a bit each, counted from today backwards, which is
 * twice as fast as a set per person; without a window, or in one of more than 256 days, they are kept as a set.
 */
function distinctDays(condition: string | null, from: number | null, moment: Moment, params: Params): string {
  const bits = from === null ? undefined : DAY_BITS.find((width) => moment.daysFrom(from) <= width)
  if (bits === undefined) return call('uniqExact', `toDate(occurred_at, '${ZONE}')`, condition)
  const place = `toUInt8(${moment.daysSinceSql('occurred_at', params)})`
  return `bitCount(${call('groupBitOr', `bitShiftLeft(toUInt${bits}(1), ${place})`, condition)})`
}

/**
 * How many different values; of a list, different items. Texts are told apart by 64 bits of SipHash, which the engine
 * computes once per dictionary entry: two of a person's thousand texts collide once in 10^13 people.
 */
function distinct(property: string, kind: ValueKind, params: Params): SqlMeasure['aggregate'] {
  const { sql } = propertySql(property, kind === 'list' ? 'list' : 'text', params)
  const [name, value] =
    kind === 'list'
      ? ['uniqExactArray', `arrayFilter(item -> item != '', ${sql})`]
      : ['uniqExact', isInteger(property) ? sql : `if(${sql} = '', NULL, sipHash64(${sql}))`]
  // Events that lack the property have no value, which is 0 values, and not nothing.
  return (condition) => orNothing(call(name, value, condition), condition)
}
