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

/**
 * Checks an event against its definition and puts every property where it belongs.
 * @throws EVENT_PROPERTY_INVALID for an undeclared, missing or ill-typed property, EVENT_TIME_INVALID
 */
export function readEvent(shape: EventShape, input: EventInput, now: Date): ReadEvent {
  checkTime(input.occurredAt, now)
  const given: Record<string, unknown> = { ...input.properties }
  for (const [property, column] of Object.entries(COLUMN_OF)) {
    if (input[column] !== undefined && input[column] !== null) given[property] = input[column]
  }
  const channel = input.channel ?? (given.channel === undefined ? '' : readText(shape, 'channel', given.channel))
  delete given.channel
  const columns: Record<ColumnProperty, number | null> = {
    content_id: null,
    product_id: null,
    amount: null,
    quantity: null,
  }
  const properties: Record<string, EventPropertyValue> = {}
  const declared = new Map(shape.properties.map((property) => [property.key, property]))
  for (const [key, raw] of Object.entries(given)) {
    if (raw === undefined || raw === null || raw === '') continue
    const declaration = declared.get(key)
    if (!declaration) throw invalid(shape, key, '没有声明这个属性')
    const value = readProperty(shape, declaration, raw)
    if (isColumn(key)) columns[key] = Number(value)
    else properties[key] = value
  }
  for (const { key, label, required } of shape.properties) {
    const present = key === 'channel' || (isColumn(key) ? columns[key] !== null : key in properties)
    if (required && !present) throw invalid(shape, label, '缺少必填属性')
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

/** Late messages are welcome; one from the future would stay the newest for ever. */
function checkTime(at: Date, now: Date): void {
  if (Number.isNaN(at.getTime())) throw new AppError('EVENT_TIME_INVALID', { params: { reason: '应为 ISO 8601 时间' } })
  if (at.getTime() > now.getTime() + FUTURE_TOLERANCE_MS)
    throw new AppError('EVENT_TIME_INVALID', { params: { reason: '晚于当前时间' } })
  if (at.getTime() < EARLIEST) throw new AppError('EVENT_TIME_INVALID', { params: { reason: '早于 2012 年 8 月' } })
}

function readProperty(
  shape: EventShape,
  { key, label, type }: EventPropertyDeclaration,
  raw: unknown,
): EventPropertyValue {
  switch (type) {
    case 'text':
      return readText(shape, label, raw)
    case 'number': {
      const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw
      if (typeof number !== 'number' || !Number.isFinite(number)) throw invalid(shape, label, '应为数字')
      if (isColumn(key) && (!Number.isSafeInteger(number) || number < 0)) throw invalid(shape, label, '应为非负整数')
      return number
    }
    case 'money':
      if (typeof raw !== 'number' || !Number.isSafeInteger(raw)) throw invalid(shape, label, '应为以分为单位的整数')
      return raw
    case 'boolean':
      if (typeof raw !== 'boolean') throw invalid(shape, label, '应为是或否')
      return raw
    case 'date':
      return readDate(shape, label, raw)
    case 'list':
      if (!Array.isArray(raw) || raw.length > MAX_ITEMS) throw invalid(shape, label, '应为列表')
      return raw.map((item) => readText(shape, label, item))
    case 'content':
    case 'product': {
      const id = typeof raw === 'string' && /^\d{1,15}$/.test(raw) ? Number(raw) : raw
      if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0) throw invalid(shape, label, '应为编号')
      return id
    }
  }
}

function readText(shape: EventShape, label: string, raw: unknown): string {
  if (typeof raw !== 'string' && typeof raw !== 'number') throw invalid(shape, label, '应为文本')
  const text = String(raw).trim()
  if (text.length > MAX_TEXT) throw invalid(shape, label, `最多 ${MAX_TEXT} 个字`)
  return text
}

function readDate(shape: EventShape, label: string, raw: unknown): string {
  const date = typeof raw === 'string' ? new Date(raw) : undefined
  if (!date || Number.isNaN(date.getTime())) throw invalid(shape, label, '应为 ISO 8601 时间')
  return date.toISOString()
}

const invalid = (shape: EventShape, property: string, reason: string): AppError =>
  new AppError('EVENT_PROPERTY_INVALID', { field: property, params: { label: shape.label, property, reason } })
