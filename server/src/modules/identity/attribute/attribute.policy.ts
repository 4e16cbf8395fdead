import { AppError } from '../../../platform/errors'

export type AttributeType = 'text' | 'number' | 'money' | 'date' | 'boolean' | 'enum' | 'list'
export type AttributeValueType = string | number | boolean | string[]

/** Who said it. From the most to the least believed, unless a definition declares otherwise. */
export const ATTRIBUTE_SOURCES = {
  consumer: '本人填写',
  staff: '员工录入',
  work: '企业微信',
  import: '数据导入',
  platform: '微信平台',
} as const
export type AttributeSource = keyof typeof ATTRIBUTE_SOURCES

export interface AttributeOption {
  value: string
  label: string
}

export interface AttributeShape {
  key: string
  label: string
  type: AttributeType
  options: AttributeOption[] | null
  sourcePriority: AttributeSource[] | null
}

const MAX_TEXT = 500
const MAX_ITEMS = 50
const USUAL_ORDER = Object.keys(ATTRIBUTE_SOURCES) as AttributeSource[]

/**
 * Reads a value as its definition wants it: text is trimmed, an option may be given by value or by label, money is
 * integer fen, a date is `YYYY-MM-DD` and exists in the calendar.
 * @throws ATTRIBUTE_VALUE_INVALID, which names the attribute
 */
export function readAttributeValue(definition: AttributeShape, raw: unknown): AttributeValueType {
  const refuse = (reason: string): never => {
    throw new AppError('ATTRIBUTE_VALUE_INVALID', {
      field: definition.key,
      params: { label: definition.label, reason },
    })
  }
  switch (definition.type) {
    case 'text':
      return typeof raw === 'string' && raw.trim() !== '' && raw.length <= MAX_TEXT
        ? raw.trim()
        : refuse(`应为 1–${MAX_TEXT} 个字`)
    case 'number':
      return typeof raw === 'number' && Number.isFinite(raw) ? raw : refuse('应为数字')
    case 'money':
      return typeof raw === 'number' && Number.isSafeInteger(raw) ? raw : refuse('应为以分为单位的整数')
    case 'boolean':
      return typeof raw === 'boolean' ? raw : refuse('应为是或否')
    case 'date':
      return typeof raw === 'string' && isCalendarDate(raw) ? raw : refuse('应为 YYYY-MM-DD 格式的日期')
    case 'enum':
      return optionOf(definition, raw) ?? refuse('不在可选范围内')
    case 'list':
      return readList(definition, raw) ?? refuse('应为可选项的列表')
  }
}

function readList(definition: AttributeShape, raw: unknown): string[] | null {
  if (!Array.isArray(raw) || raw.length > MAX_ITEMS) return null
  const items = raw.map((item) =>
    definition.options
      ? optionOf(definition, item)
      : typeof item === 'string' && item.length <= MAX_TEXT
        ? item.trim()
        : null,
  )
  return items.every((item): item is string => Boolean(item)) ? [...new Set(items)] : null
}

const optionOf = ({ options }: AttributeShape, raw: unknown): string | null =>
  options?.find(({ value, label }) => value === raw || label === raw)?.value ?? null

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

interface Said {
  id: number
  source: AttributeSource
  at: Date
}

/** The value that counts: the one of the most believed source, and of those the newest. */
export function effectiveOf<V extends Said>(values: readonly V[], priority: AttributeSource[] | null): V | undefined {
  const order = priority ?? USUAL_ORDER
  const rank = (source: AttributeSource): number => (order.includes(source) ? order.indexOf(source) : order.length)
  return [...values].sort(
    (a, b) => rank(a.source) - rank(b.source) || b.at.getTime() - a.at.getTime() || b.id - a.id,
  )[0]
}

/** A value as a person reads it: labels of options, 元 for money, 是 and 否. */
export function displayAttribute(
  { type, options }: Pick<AttributeShape, 'type' | 'options'>,
  value: AttributeValueType,
): string {
  const label = (item: string): string => options?.find((option) => option.value === item)?.label ?? item
  if (Array.isArray(value)) return value.map(label).join('、')
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return type === 'money' ? `¥${(value / 100).toFixed(2)}` : String(value)
  return label(value)
}
