import type { Measure, RuleCatalog, ValueKind } from '@guiyi/shared'
import { ZONE, type Moment } from './moment'
import type { Params } from './params'
import { presentSql, propertyKind, propertySql } from './property'

/** An aggregate over the selected events of one person. */
export interface SqlMeasure {
  /** The aggregate over all rows, or over those that meet `condition`. */
  aggregate(condition: string | null): string
  /** What the number or value is. */
  kind: ValueKind
  /** Somebody without such events has 0; otherwise nothing. */
  zeroWhenEmpty: boolean
}

/** `fn(args)` or `fnIf(args, condition)`. */
const call = (name: string, args: string, condition: string | null): string => {
  if (condition === null) return `${name}(${args})`
  return `${name}If(${args === '' ? condition : `${args}, ${condition}`})`
}

/** The measure of a condition or a tag, for events of one name. Not for the values of a joined dimension. */
export function measureSql(measure: Measure, event: string, catalog: RuleCatalog, moment: Moment, params: Params): SqlMeasure {
  const number = (zeroWhenEmpty: boolean, aggregate: SqlMeasure['aggregate']): SqlMeasure => ({ kind: 'number', zeroWhenEmpty, aggregate })
  const since = (name: string): SqlMeasure =>
    number(false, (condition) => moment.daysSinceSql(call(name, 'occurred_at', condition), params))
  switch (measure.of) {
    case 'count':
      return number(true, (condition) => call('count', '', condition))
    case 'days':
      return number(true, (condition) => call('uniqExact', `toDate(occurred_at, '${ZONE}')`, condition))
    case 'days-since-first':
      return since('minOrNull')
    case 'days-since-last':
      return since('maxOrNull')
    case 'values':
      return number(true, (condition) => call('uniqExact', presentSql(measure.property, params), condition))
    case 'first':
    case 'last': {
      const kind = propertyKind(catalog, event, measure.property)
      const { sql } = propertySql(measure.property, kind, params)
      const name = measure.of === 'first' ? 'argMin' : 'argMax'
      // The tuple keeps NULL among the candidates: the first event counts even when it lacks the property.
      return { kind, zeroWhenEmpty: false, aggregate: (condition) => `${call(name, `tuple(${sql}), (occurred_at, id)`, condition)}.1` }
    }
    default: {
      const kind = propertyKind(catalog, event, measure.property)
      const { sql } = propertySql(measure.property, kind, params)
      return { kind, zeroWhenEmpty: measure.of === 'sum', aggregate: (condition) => call(measure.of, sql, condition) }
    }
  }
}
