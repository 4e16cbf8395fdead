import type { Measure, RuleCatalog, ValueKind } from '@guiyi/shared'
import { ZONE, type Moment } from './moment'
import type { Params } from './params'
import { isInteger, propertyKind, propertySql } from './property'

/** An aggregate over the selected events of one person. */
export interface SqlMeasure {
  /** The aggregate over all rows, or over those that meet `condition`. */
  aggregate(condition: string | null): string
  /** What the number or value is. */
  kind: ValueKind
  /** Somebody without such events has 0; otherwise nothing. */
  zeroWhenEmpty: boolean
  /** Always an integer in the engine's own type. */
  whole: boolean
}

/** `fn(args)`, or `fnOrNullIf(args, condition)`: nothing for a group without such rows, as if it had not been read. */
const call = (name: string, args: string, condition: string | null): string => {
  if (condition === null) return `${name}(${args})`
  return `${name}OrNullIf(${args === '' ? condition : `${args}, ${condition}`})`
}

/** The measure of a condition or a tag, for events of one name. Not for the values of a joined dimension. */
export function measureSql(
  measure: Measure,
  event: string,
  catalog: RuleCatalog,
  moment: Moment,
  params: Params,
): SqlMeasure {
  const number = (zeroWhenEmpty: boolean, aggregate: SqlMeasure['aggregate']): SqlMeasure => ({
    kind: 'number',
    zeroWhenEmpty,
    whole: true,
    aggregate,
  })
  const since = (name: 'min' | 'max'): SqlMeasure =>
    number(false, (condition) => moment.daysSinceSql(call(name, 'occurred_at', condition), params))
  switch (measure.of) {
    case 'count':
      return number(true, (condition) => call('count', '', condition))
    case 'days':
      return number(true, (condition) => call('uniqExact', `toDate(occurred_at, '${ZONE}')`, condition))
    case 'days-since-first':
      return since('min')
    case 'days-since-last':
      return since('max')
    case 'values':
      return number(true, distinct(measure.property, propertyKind(catalog, event, measure.property), params))
    case 'first':
    case 'last': {
      const kind = propertyKind(catalog, event, measure.property)
      const { sql } = propertySql(measure.property, kind, params)
      const name = measure.of === 'first' ? 'argMin' : 'argMax'
      // The tuple keeps NULL among the candidates: the first event counts even when it lacks the property.
      return {
        kind,
        zeroWhenEmpty: false,
        whole: isInteger(measure.property),
        aggregate: (condition) =>
          `${name}${condition === null ? '' : 'If'}(tuple(${sql}), (occurred_at, id)${condition === null ? '' : `, ${condition}`}).1`,
      }
    }
    default: {
      const kind = propertyKind(catalog, event, measure.property)
      const { sql } = propertySql(measure.property, kind, params)
      const whole = measure.of !== 'avg' && isInteger(measure.property)
      return {
        kind,
        zeroWhenEmpty: measure.of === 'sum',
        whole,
        // Events that lack the number add nothing, and are events all the same.
        aggregate: (condition) => call(measure.of, measure.of === 'sum' ? `ifNull(${sql}, 0)` : sql, condition),
      }
    }
  }
}

/** How many different values; of a list, different items. */
function distinct(property: string, kind: ValueKind, params: Params): SqlMeasure['aggregate'] {
  const { sql } = propertySql(property, kind === 'list' ? 'list' : 'text', params)
  const [name, value] =
    kind === 'list'
      ? ['uniqExactArray', `arrayFilter(item -> item != '', ${sql})`]
      : ['uniqExact', isInteger(property) ? sql : `nullIf(${sql}, '')`]
  // Events that lack the property have no value, which is 0 values, and not nothing.
  return (condition) =>
    condition === null
      ? `${name}(${value})`
      : `if(countIf(${condition}) > 0, ${name}If(${value}, ${condition}), NULL)`
}
