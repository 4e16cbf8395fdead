import { createHash } from 'node:crypto'
import type { EventPropertyDeclaration } from '@guiyi/shared'
import { AppError } from '../../platform/errors'
import type { EventPropertyValue } from './event.entity'
import { misfit, MisfitError, type Misfit, type Misfits } from './misfit'
import {
  COLUMN_OF,
  isColumn,
  ourNumber,
  readProperty,
  readText,
  type ColumnProperty,
  type ReferenceLookup,
} from './property.policy'

/** The part of a definition that decides what an event may carry. */
export interface EventShape {
  name: string
  label: string
  properties: readonly EventPropertyDeclaration[]
}

export interface EventInput {
  name: string
  /** By whose hand. */
  identityId: number
  /** Only a hint: the owner of the identity counts. */
  customerId?: number
  /** UTC instant of the act itself. */
  occurredAt: Date
  /** The same for the same act, however often it is reported; unique among events of one name. */
  dedupKey: string
  channel?: string
  properties?: Readonly<Record<string, unknown>>
  contentId?: number | null
  productId?: number | null
  /** Integer fen. */
  amountFen?: number | null
  quantity?: number | null
}

/** An event as the record keeps it, before it has an owner and a number. */
export interface ReadEvent {
  name: string
  identityId: number
  occurredAt: Date
  channel: string
  contentId: number | null
  productId: number | null
  amountFen: number | null
  quantity: number | null
  properties: Record<string, EventPropertyValue>
  dedupHash: string
}

const FUTURE_TOLERANCE_MS = 10 * 60_000
/** Nothing that WeChat's ecosystem could report is older (the official-account platform opened in August 2012). */
const EARLIEST = Date.UTC(2012, 7, 1)

/**
 * Checks an event against its definition and puts every property where it belongs.
 * @throws EVENT_PROPERTY_INVALID for an undeclared, missing or ill-typed property, EVENT_TIME_INVALID
 */
export function readEvent(shape: EventShape, input: EventInput, now: Date): ReadEvent {
  const judged = judgeEvent(shape, input, now)
  if ('event' in judged) return judged.event
  throw errorOf(shape, judged.misfits[0])
}

/** The refusal that a misfit becomes where there is no quarantine. */
export function errorOf(shape: Pick<EventShape, 'label' | 'properties'>, { kind, property, reason }: Misfit): AppError {
  if (kind === 'unknown_event') return new AppError('EVENT_UNKNOWN', { field: 'event', params: { name: shape.label } })
  if (kind === 'paused_event') return new AppError('EVENT_PAUSED', { field: 'event', params: { label: shape.label } })
  if (kind === 'time_future' || kind === 'time_past') return new AppError('EVENT_TIME_INVALID', { params: { reason } })
  const label = shape.properties.find(({ key }) => key === property)?.label ?? property
  return new AppError('EVENT_PROPERTY_INVALID', {
    field: label,
    params: { label: shape.label, property: label, reason },
  })
}

/**
 * The same judgement without throwing, for many events at a time.
 * @param lookup finds the things that the event points at; without it they are taken for our numbers
 * @returns the event, or everything that is wrong with it
 */
export function judgeEvent(
  shape: EventShape,
  input: EventInput,
  now: Date,
  lookup: ReferenceLookup = (_kind, reference) => ourNumber(reference),
): { event: ReadEvent } | { misfits: Misfits } {
  const found: Misfit[] = []
  const attempt = <T>(part: () => T): T | undefined => {
    try {
      return part()
    } catch (error) {
      if (!(error instanceof MisfitError)) throw error
      found.push(error.misfit)
      return undefined
    }
  }
  attempt(() => checkTime(input.occurredAt, now))
  const event = read(shape, input, lookup, attempt)
  const [first, ...others] = found
  return first ? { misfits: [first, ...others] } : { event }
}

type Attempt = <T>(part: () => T) => T | undefined

/** Reads what can be read; what cannot is left out and noted by `attempt`. */
function read(shape: EventShape, input: EventInput, lookup: ReferenceLookup, attempt: Attempt): ReadEvent {
  const given: Record<string, unknown> = { ...input.properties }
  for (const [property, column] of Object.entries(COLUMN_OF)) {
    if (input[column] !== undefined && input[column] !== null) given[property] = input[column]
  }
  const channel =
    input.channel ?? (given.channel === undefined ? '' : (attempt(() => readText('channel', given.channel)) ?? ''))
  delete given.channel
  const columns: Record<ColumnProperty, number | null> = {
    content_id: null,
    product_id: null,
    amount: null,
    quantity: null,
  }
  const properties: Record<string, EventPropertyValue> = {}
  const declared = declaredOf(shape)
  const sent = new Set<string>()
  for (const key in given) {
    const raw = given[key]
    if (raw === undefined || raw === null || raw === '') continue
    sent.add(key)
    const value = attempt(() => readProperty(declaredAs(declared, key), raw, lookup))
    if (value === undefined) continue
    if (isColumn(key)) columns[key] = Number(value)
    else properties[key] = value
  }
  for (const { key, required } of shape.properties) {
    if (required && key !== 'channel' && !sent.has(key))
      attempt(() => {
        throw misfit('property_missing', key, '缺少必填属性')
      })
  }
  return {
    name: shape.name,
    identityId: input.identityId,
    occurredAt: input.occurredAt,
    channel: channel.slice(0, 64),
    contentId: columns.content_id,
    productId: columns.product_id,
    amountFen: columns.amount,
    quantity: columns.quantity,
    properties,
    dedupHash: createHash('sha256')
      .update(JSON.stringify([shape.name, input.dedupKey]))
      .digest('hex')
      .slice(0, 32),
  }
}

const declarations = new WeakMap<EventShape['properties'], Map<string, EventPropertyDeclaration>>()

/** A definition's properties by key. Definitions are kept for a while and judge many events, hence remembered. */
function declaredOf({ properties }: EventShape): Map<string, EventPropertyDeclaration> {
  let declared = declarations.get(properties)
  if (!declared) {
    declared = new Map(properties.map((property) => [property.key, property]))
    declarations.set(properties, declared)
  }
  return declared
}

function declaredAs(declared: ReadonlyMap<string, EventPropertyDeclaration>, key: string): EventPropertyDeclaration {
  const declaration = declared.get(key)
  if (!declaration) throw misfit('unknown_property', key.slice(0, 64), '没有声明这个属性')
  return declaration
}

/** Late messages are welcome; one from the future would stay the newest for ever. */
function checkTime(at: Date, now: Date): void {
  if (Number.isNaN(at.getTime())) throw misfit('time_past', '', '应为 ISO 8601 时间')
  if (at.getTime() > now.getTime() + FUTURE_TOLERANCE_MS) throw misfit('time_future', '', '晚于当前时间')
  if (at.getTime() < EARLIEST) throw misfit('time_past', '', '早于 2012 年 8 月')
}
