import { COLUMN_PROPERTIES, type EventPropertyDeclaration } from '@guiyi/shared'
import { AppError } from '../../../platform/errors'

type ColumnKey = keyof typeof COLUMN_PROPERTIES

const isColumn = (key: string): key is ColumnKey => Object.hasOwn(COLUMN_PROPERTIES, key)
const WITH_OPTIONS = new Set(['text', 'list'])
/** What points at a thing has a column, through which rules reach the thing's own tags and categories. */
const REFERENCE_KEYS: Readonly<Record<string, ColumnKey>> = { content: 'content_id', product: 'product_id' }

/**
 * Checks properties as a person declared them.
 * @throws EVENT_DEFINITION_INVALID naming the property, as `properties.3.key`
 */
export function checkProperties(properties: readonly EventPropertyDeclaration[]): void {
  const seen = new Set<string>()
  properties.forEach(({ key, type, options }, index) => {
    const refuse = (part: string, reason: string): AppError =>
      new AppError('EVENT_DEFINITION_INVALID', { field: `properties.${index}.${part}`, params: { reason } })
    if (seen.has(key)) throw refuse('key', `属性「${key}」重复`)
    seen.add(key)
    if (isColumn(key) && COLUMN_PROPERTIES[key] !== type)
      throw refuse('type', `属性「${key}」的类型只能是 ${COLUMN_PROPERTIES[key]}`)
    const reserved = REFERENCE_KEYS[type]
    if (reserved && key !== reserved) throw refuse('key', `引用类型的属性标识只能是 ${reserved}`)
    if (options && options.length > 0) {
      if (!WITH_OPTIONS.has(type)) throw refuse('options', `只有文本和列表可以限定可选值`)
      if (new Set(options).size !== options.length) throw refuse('options', `属性「${key}」的可选值重复`)
    }
  })
}

/** Properties that are gone after a change, or mean something else: what reads them would no longer find what it asks for. */
export function lostProperties(
  before: readonly EventPropertyDeclaration[],
  after: readonly EventPropertyDeclaration[],
): EventPropertyDeclaration[] {
  const types = new Map(after.map(({ key, type }) => [key, type]))
  return before.filter(({ key, type }) => types.get(key) !== type)
}

/** Whether a built-in event would lose or change something that our own touchpoints rely on. */
export function losesBuiltIn(
  before: readonly EventPropertyDeclaration[],
  after: readonly EventPropertyDeclaration[],
): boolean {
  return before.some(({ key, type, required = false, options }) => {
    const kept = after.find((other) => other.key === key)
    const narrowed = kept?.options && kept.options.length > 0 && !options?.length
    return kept?.type !== type || (kept.required ?? false) !== required || narrowed === true
  })
}
