import type { EventPropertyDeclaration } from '@guiyi/shared'
import { readInstant } from '../../platform/clock'
import type { EventPropertyValue } from './event.entity'
import { misfit, type MisfitError } from './misfit'

/** Properties that have columns of their own, so that rules read them without parsing. */
export const COLUMN_OF = {
  content_id: 'contentId',
  product_id: 'productId',
  amount: 'amountFen',
  quantity: 'quantity',
} as const
export type ColumnProperty = keyof typeof COLUMN_OF

export const isColumn = (key: string): key is ColumnProperty => Object.hasOwn(COLUMN_OF, key)

/** A thing that events point at, as a sender names it: our number, or the brand's own code. */
export type ReferenceKind = 'content' | 'product'
export type Reference = number | string
/** The number of a thing; undefined when there is no such thing. */
export type ReferenceLookup = (kind: ReferenceKind, reference: Reference) => number | undefined

const MAX_TEXT = 2000
const MAX_ITEMS = 100

/** A value as the record keeps it. @throws MisfitError */
export function readProperty(
  { key, type, options }: EventPropertyDeclaration,
  raw: unknown,
  lookup: ReferenceLookup,
): EventPropertyValue {
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
      const reference = referenceOf(raw)
      if (reference === null) throw typeFault(key, `应为${THINGS[type].label}的${THINGS[type].named}`)
      const id = lookup(type, reference)
      if (id === undefined)
        throw misfit(
          'unknown_reference',
          key,
          `没有${THINGS[type].named}为「${String(reference)}」的${THINGS[type].label}`,
        )
      return id
    }
  }
}

const THINGS: Readonly<Record<ReferenceKind, { label: string; named: string }>> = {
  content: { label: '内容', named: '编号' },
  product: { label: '商品', named: '编码或编号' },
}
const MAX_REFERENCE = 64
const OUR_NUMBER = /^\d{1,15}$/

/** How a value names a thing; null when it cannot name any. */
export function referenceOf(raw: unknown): Reference | null {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) && raw > 0 ? raw : null
  const text = typeof raw === 'string' ? raw.trim() : ''
  return text !== '' && text.length <= MAX_REFERENCE ? text : null
}

/** Our number, also when it comes as digits. */
export function ourNumber(reference: Reference): number | undefined {
  if (typeof reference === 'number') return reference
  return OUR_NUMBER.test(reference) && Number(reference) > 0 ? Number(reference) : undefined
}

/** @throws MisfitError */
export function readText(key: string, raw: unknown): string {
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
  const date = typeof raw === 'string' ? readInstant(raw) : null
  if (!date) throw typeFault(key, '应为 ISO 8601 时间')
  return date.toISOString()
}

const typeFault = (key: string, reason: string): MisfitError => misfit('property_type', key, reason)
