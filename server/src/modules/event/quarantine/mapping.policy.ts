import { readInstant } from '../../../platform/clock'

/** One step of mending an event. Steps run in order, each on what the one before left. */
export type MappingAction =
  | { do: 'rename-event'; to: string }
  | { do: 'rename'; property: string; to: string }
  | { do: 'convert'; property: string; to: ConversionTarget }
  | { do: 'drop'; property: string }
  | { do: 'constant'; property: string; value: string | number | boolean }
  | { do: 'received-time' }

export const CONVERSION_TARGETS = ['text', 'number', 'yuan', 'fen', 'date', 'boolean', 'list'] as const
/** `yuan` reads an amount in yuan, `fen` one in fen; both give integer fen. */
export type ConversionTarget = (typeof CONVERSION_TARGETS)[number]

export interface MappableEvent {
  event: string
  /** ISO 8601. */
  time: string
  properties: Record<string, unknown>
}

const FEN_PER_YUAN = 100
const AMOUNT = /^-?\d+(\.\d{1,2})?$/
const TRUE_WORDS = new Set(['true', '1', 'yes', 'y', '是'])
const FALSE_WORDS = new Set(['false', '0', 'no', 'n', '否'])
const SECONDS_BEFORE_MS = 100_000_000_000

/**
 * Mends an event. A value that a step cannot read stays as it is, so that the judgement afterwards names it.
 * @param receivedAt when it came in, for `received-time`
 */
export function applyMapping(actions: readonly MappingAction[], given: MappableEvent, receivedAt: Date): MappableEvent {
  return actions.reduce<MappableEvent>((event, action) => step(action, event, receivedAt), given)
}

function step(action: MappingAction, event: MappableEvent, receivedAt: Date): MappableEvent {
  const { properties } = event
  switch (action.do) {
    case 'rename-event':
      return { ...event, event: action.to }
    case 'received-time':
      return { ...event, time: receivedAt.toISOString() }
    case 'constant':
      return { ...event, properties: { ...properties, [action.property]: action.value } }
    case 'drop':
      return { ...event, properties: without(properties, action.property) }
    case 'rename': {
      if (!Object.hasOwn(properties, action.property) || action.property === action.to) return event
      return {
        ...event,
        properties: { ...without(properties, action.property), [action.to]: properties[action.property] },
      }
    }
    case 'convert': {
      if (!Object.hasOwn(properties, action.property)) return event
      const value = convert(properties[action.property], action.to)
      return { ...event, properties: { ...properties, [action.property]: value } }
    }
  }
}

const without = (properties: Record<string, unknown>, key: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([other]) => other !== key))

/** @returns the converted value, or the value as it was when it cannot be read as `to` */
export function convert(value: unknown, to: ConversionTarget): unknown {
  switch (to) {
    case 'text':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
    case 'number': {
      const number = Number(plain(value))
      return plain(value) === '' || !Number.isFinite(number) ? value : number
    }
    case 'yuan':
    case 'fen':
      return fenOf(value, to)
    case 'date':
      return dateOf(value)
    case 'boolean': {
      const word = plain(value).toLowerCase()
      if (TRUE_WORDS.has(word)) return true
      return FALSE_WORDS.has(word) ? false : value
    }
    case 'list':
      if (Array.isArray(value) || typeof value === 'object') return value
      return plain(value)
        .split(/[,，、;；|]/)
        .map((item) => item.trim())
        .filter(Boolean)
  }
}

/** Text without the ornaments that people put around numbers. */
const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
        .trim()
        .replace(/^[¥￥]\s*/, '')
        .replace(/(?<=\d),(?=\d{3})/g, '')
        .replace(/\s*元$/, '')
    : ''

/** By digits, not by multiplying: 0.29 × 100 is not 29. */
function fenOf(value: unknown, unit: 'yuan' | 'fen'): unknown {
  const text = plain(value)
  if (!AMOUNT.test(text)) return value
  if (unit === 'fen') return text.includes('.') ? value : Number(text)
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const fen = Number(whole) * FEN_PER_YUAN + Number(fraction.padEnd(2, '0'))
  return text.startsWith('-') ? -fen : fen
}

/** A time in words, or seconds or milliseconds since 1970. */
function dateOf(value: unknown): unknown {
  const text = plain(value)
  const number = Number(text)
  const epoch = text !== '' && Number.isFinite(number)
  const at = epoch ? new Date(number < SECONDS_BEFORE_MS ? number * 1000 : number) : readInstant(text)
  return !at || Number.isNaN(at.getTime()) ? value : at.toISOString()
}
