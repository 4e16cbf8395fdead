import {
  isAnchored,
  type AnchoredWindow,
  type EventRelation,
  type EventSelection,
  type EventStep,
  type PlainWindow,
} from '@guiyi/shared'
import { DAY_MS } from '../../../platform/clock'
import { EVENT_ENGINE_TABLE } from '../../event'
import type { PlanContext } from './plan-context'
import { filterSql } from './property'
import { scopeSql } from './scope'

/** Some rows of the event table. */
export interface EventRows {
  /** Which events: `name = …`, or several names. */
  names: string
  /** What is joined to each row, for windows and relations that hang on other events; '' for nothing. */
  joins: string
  /** Everything else that a row must meet. */
  condition: string
  /** The first millisecond that can count; null for no bound. */
  from: number | null
}

/** The selected events: rows with equal `names` and `joins` can be read in one scan. */
export function selectionRows(selection: EventSelection, context: PlanContext): EventRows {
  const { window, relation } = selection
  const anchored = isAnchored(window)
  const from = anchored ? null : context.moment.bounds(window).from
  const conditions = [
    context.moment.windowSql(anchored ? { kind: 'ever' } : window, context.params),
    ...(anchored ? anchorConditions(window, context) : []),
    ...filters(selection, context),
    ...(relation ? [relationCondition(relation, context)] : []),
  ]
  return {
    names: nameSql([selection.event], context),
    joins: `${anchored ? anchorJoin(window, context) : ''}${relation ? relationJoin(relation, from, context) : ''}`,
    condition: conditions.join(' AND '),
    from,
  }
}

/** Events of any of the steps, in one window. */
export function stepsRows(steps: readonly EventStep[], window: PlainWindow, context: PlanContext): EventRows {
  const plain = steps.every(({ where = [] }) => where.length === 0)
  const either = steps.map((step) => [nameSql([step.event], context), ...filters(step, context)].join(' AND '))
  const within = context.moment.windowSql(window, context.params)
  return {
    names: nameSql([...new Set(steps.map(({ event }) => event))], context),
    joins: '',
    condition: plain ? within : `${within} AND (${either.map((one) => `(${one})`).join(' OR ')})`,
    from: context.moment.bounds(window).from,
  }
}

/** A SELECT of the rows' columns for the scope. */
export function rowsSql(
  columns: string,
  { names, joins, condition, from }: EventRows,
  { scope, params, moment }: PlanContext,
): string {
  return `SELECT ${columns} FROM ${EVENT_ENGINE_TABLE.name}${joins} WHERE ${names}${scopeSql(scope, 'customer_id', params)} AND ${moment.boundSql(from, params)} AND ${condition}`
}

/** `name = …` */
function nameSql(events: readonly string[], { params }: PlanContext): string {
  const [only] = events
  return events.length === 1 ? `name = ${params.add('String', only)}` : `name IN ${params.add('Array(String)', events)}`
}

function filters({ event, where = [] }: EventStep, { catalog, moment, params }: PlanContext): string[] {
  return where.map((filter) => `(${filterSql(filter, event, catalog, moment, params)})`)
}

/** Each person's first or last such event, as `anchor_at`. */
function anchorJoin({ anchor }: AnchoredWindow, context: PlanContext): string {
  const rows = selectionRows({ event: anchor.event, where: anchor.where, window: anchor.window }, context)
  const at = anchor.which === 'first' ? 'min(occurred_at)' : 'max(occurred_at)'
  return ` INNER JOIN (${rowsSql(`customer_id AS anchor_customer, ${at} AS anchor_at`, rows, context)} GROUP BY customer_id) AS anchor ON customer_id = anchor_customer`
}

function anchorConditions({ kind, days }: AnchoredWindow, context: PlanContext): string[] {
  const [earlier, later] = kind === 'since-event' ? ['anchor_at', 'occurred_at'] : ['occurred_at', 'anchor_at']
  return [`${later} > ${earlier}`, ...(days === undefined ? [] : [apart(earlier, later, days, context)])]
}

const isBefore = ({ kind }: EventRelation): boolean => kind === 'preceded-by' || kind === 'not-preceded-by'
const isNegative = ({ kind }: EventRelation): boolean => kind === 'not-preceded-by' || kind === 'not-followed-by'

/**
 * The nearest other event before or after each row, as `near_at`: when the nearest is too far away, all are. Rows
 * without one get the year 1970.
 * @param earliest the first millisecond at which a row can lie; null for no bound
 */
function relationJoin(relation: EventRelation, earliest: number | null, context: PlanContext): string {
  const rows = selectionRows({ event: relation.event, where: relation.where, window: { kind: 'ever' } }, context)
  // What lies before every row's reach is not read.
  const from = earliest === null ? null : earliest - (isBefore(relation) ? relation.days * DAY_MS : 0)
  const near = rowsSql('customer_id AS near_customer, occurred_at AS near_at', { ...rows, from }, context)
  const side = isBefore(relation) ? '>' : '<'
  return ` ASOF ${isNegative(relation) ? 'LEFT' : 'INNER'} JOIN (${near}) AS near ON customer_id = near_customer AND occurred_at ${side} near_at`
}

function relationCondition(relation: EventRelation, context: PlanContext): string {
  const [earlier, later] = isBefore(relation) ? ['near_at', 'occurred_at'] : ['occurred_at', 'near_at']
  const within = `(${later} > ${earlier} AND ${apart(earlier, later, relation.days, context)})`
  if (!isNegative(relation)) return within
  const { moment, params } = context
  const over = moment.now.getTime() - relation.days * DAY_MS
  const known = `occurred_at < fromUnixTimestamp64Milli(${params.add('Int64', over)})`
  return isBefore(relation) ? `NOT ${within}` : `${known} AND NOT ${within}`
}

/** At most so many times 24 hours lie between two moments. */
export function apart(earlier: string, later: string, days: number, { params }: PlanContext): string {
  return `toUnixTimestamp64Milli(${later}) - toUnixTimestamp64Milli(${earlier}) <= ${params.add('Int64', days * DAY_MS)}`
}
