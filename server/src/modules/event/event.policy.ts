import { createHash } from 'node:crypto'
import type { EventPropertyDeclaration } from '@guiyi/shared'
import { AppError } from '../../platform/errors'
import type { EventPropertyValue } from './event.entity'

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

/** Properties that have columns of their own, so that rules read them without parsing. */
const COLUMN_OF = {
  content_id: 'contentId',
  product_id: 'productId',
  amount: 'amountFen',
  quantity: 'quantity',
} as const
type ColumnProperty = keyof typeof COLUMN_OF

const MAX_TEXT = 2000
const MAX_ITEMS = 100
const FUTURE_TOLERANCE_MS = 10 * 60_000
/** Nothing that WeChat's ecosystem could report is older (the official-account platform opened in August 2012). */
const EARLIEST = Date.UTC(2012, 7, 1)

const isColumn = (key: string): key is ColumnProperty => key in COLUMN_OF

/** Why an event does not fit the tracking plan. */
export const MISFIT_KINDS = [
  'unknown_event',
  'paused_event',
  'unknown_property',
  'property_type',
  'property_missing',
  'property_option',
  'time_future',
  'time_past',
] as const
export type MisfitKind = (typeof MISFIT_KINDS)[number]

/** What is wrong with an event, and at which property. */
export interface Misfit {
  kind: MisfitKind
  /** Key of the property at fault; '' when it is the event or its time. */
  property: string
  /** A Chinese sentence without the event's name. */
  reason: string
}

class MisfitError extends Error {
  constructor(readonly misfit: Misfit) {
    super(misfit.kind)
  }
}

const misfit = (kind: MisfitKind, property: string, reason: string): MisfitError =>
  new MisfitError({ kind, property, reason })

/**
 * Checks an event against its definition and puts every property where it belongs.
 * @throws EVENT_PROPERTY_INVALID for an undeclared, missing or ill-typed property, EVENT_TIME_INVALID
 */
export function readEvent(shape: EventShape, input: EventInput, now: Date): ReadEvent {
  const judged = judgeEvent(shape, input, now)
  if ('event' in judged) return judged.event
  throw errorOf(shape, judged.misfit)
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

/** The same judgement without throwing, for many events at a time. */
export function judgeEvent(shape: EventShape, input: EventInput, now: Date): { event: ReadEvent } | { misfit: Misfit } {
  try {
    return { event: read(shape, input, now) }
  } catch (error) {
    if (error instanceof MisfitError) return { misfit: error.misfit }
    throw error
  }
}

function read(shape: EventShape, input: EventInput, now: Date): ReadEvent {
  checkTime(input.occurredAt, now)
  const given: Record<string, unknown> = { ...input.properties }
  for (const [property, column] of Object.entries(COLUMN_OF)) {
    if (input[column] !== undefined && input[column] !== null) given[property] = input[column]
  }
  const channel = input.channel ?? (given.channel === undefined ? '' : readText('channel', given.channel))
  delete given.channel
  const columns: Record<ColumnProperty, number | null> = {
    content_id: null,
    product_id: null,
    amount: null,
    quantity: null,
  }
  const properties: Record<string, EventPropertyValue> = {}
  const declared = declaredOf(shape)
  for (const key in given) {
    const raw = given[key]
    if (raw === undefined || raw === null || raw === '') continue
    const declaration = declared.get(key)
    if (!declaration) throw misfit('unknown_property', key.slice(0, 64), '没有声明这个属性')
    const value = readProperty(declaration, raw)
    if (isColumn(key)) columns[key] = Number(value)
    else properties[key] = value
  }
  for (const { key, required } of shape.properties) {
    if (!required || key === 'channel') continue
    const present = isColumn(key) ? columns[key] !== null : key in properties
    if (!present) throw misfit('property_missing', key, '缺少必填属性')
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

/** Late messages are welcome; one from the future would stay the newest for ever. */
function checkTime(at: Date, now: Date): void {
  if (Number.isNaN(at.getTime())) throw misfit('time_past', '', '应为 ISO 8601 时间')
  if (at.getTime() > now.getTime() + FUTURE_TOLERANCE_MS) throw misfit('time_future', '', '晚于当前时间')
  if (at.getTime() < EARLIEST) throw misfit('time_past', '', '早于 2012 年 8 月')
}

function readProperty({ key, type, options }: EventPropertyDeclaration, raw: unknown): EventPropertyValue {
  switch (type) {
    case 'text':
      return chosen(key, readText(key, raw), options)
    case 'number': {
      const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw
      if (typeof number !== 'number' || !Number.isFinite(number)) throw typeFault(key, '应为数字')
      if (isColumn(key) && (!Number.isSafeInteger(number) || number < 0)) throw typeFault(key, '应为非负整数')
      return number
    }
    case 'money':
      if (typeof raw !== 'number' || !Number.isSafeInteger(raw)) throw typeFault(key, '应为以分为单位的整数')
      return raw
    case 'boolean':
      if (typeof raw !== 'boolean') throw typeFault(key, '应为是或否')
      return raw
    case 'date':
      return readDate(key, raw)
    case 'list':
      if (!Array.isArray(raw) || raw.length > MAX_ITEMS) throw typeFault(key, '应为列表')
      return raw.map((item) => chosen(key, readText(key, item), options))
    case 'content':
    case 'product': {
      const id = typeof raw === 'string' && /^\d{1,15}$/.test(raw) ? Number(raw) : raw
      if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0) throw typeFault(key, '应为编号')
      return id
    }
  }
}

function readText(key: string, raw: unknown): string {
  if (typeof raw !== 'string' && typeof raw !== 'number') throw typeFault(key, '应为文本')
  const text = String(raw).trim()
  if (text.length > MAX_TEXT) throw typeFault(key, `最多 ${MAX_TEXT} 个字`)
  return text
}

function chosen(key: string, text: string, options: readonly string[] | undefined): string {
  if (options && options.length > 0 && !options.includes(text))
    throw misfit('property_option', key, `「${text.slice(0, 32)}」不在可选值中`)
  return text
}

function readDate(key: string, raw: unknown): string {
  const date = typeof raw === 'string' ? new Date(raw) : undefined
  if (!date || Number.isNaN(date.getTime())) throw typeFault(key, '应为 ISO 8601 时间')
  return date.toISOString()
}

const typeFault = (key: string, reason: string): MisfitError => misfit('property_type', key, reason)
