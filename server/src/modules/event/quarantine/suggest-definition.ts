import type { EventPropertyDeclaration, EventPropertyType } from '@guiyi/shared'
import { readInstant } from '../../../platform/clock'
import type { DefinitionSuggestion } from './quarantine.dto'

const NAME_LENGTH = 64

/** Types that a property of a fixed name must have. */
const FIXED: Readonly<Record<string, EventPropertyType>> = {
  channel: 'text',
  content_id: 'content',
  product_id: 'product',
  amount: 'money',
  quantity: 'number',
}

/** `ViewPage`, `view-page` and `view page` become `view_page`; what has no such letters keeps nothing. */
export function slugOf(text: string): string {
  const slug = text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
  return slug.slice(0, NAME_LENGTH)
}

/**
 * Proposes a definition into which the samples fit.
 * @param existing what is declared already; its properties stay as they are
 * @param fallback name for an event whose own has no usable letter
 */
export function suggestDefinition(
  event: string,
  samples: readonly Record<string, unknown>[],
  existing: { label: string; properties: readonly EventPropertyDeclaration[] } | null,
  fallback: string,
): DefinitionSuggestion {
  const properties: EventPropertyDeclaration[] = [...(existing?.properties ?? [])]
  const declared = new Set(properties.map(({ key }) => key))
  const added: string[] = []
  const renamed: DefinitionSuggestion['renamed'] = []
  for (const [sent, values] of valuesByKey(samples)) {
    if (declared.has(sent)) continue
    const key = freeKey(slugOf(sent) || 'property', declared)
    const type = FIXED[key] ?? typeOf(values)
    declared.add(key)
    added.push(key)
    properties.push({ key, label: sent.slice(0, NAME_LENGTH), type, required: false })
    if (key !== sent) renamed.push({ from: sent, to: key, type })
  }
  const name = existing ? event : slugOf(event).length > 1 ? slugOf(event) : fallback
  return {
    known: existing !== null,
    name,
    label: existing?.label ?? event,
    properties,
    added,
    renamed,
    samples: samples.length,
  }
}

function valuesByKey(samples: readonly Record<string, unknown>[]): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>()
  for (const sample of samples) {
    for (const [key, value] of Object.entries(sample)) {
      if (value === null || value === undefined || value === '') continue
      const seen = values.get(key)
      if (seen) seen.push(value)
      else values.set(key, [value])
    }
  }
  return values
}

/** `skin`, or `skin_2` when that is taken by another spelling. */
function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  let key = wanted
  for (let number = 2; taken.has(key); number += 1) key = `${wanted.slice(0, NAME_LENGTH - 3)}_${number}`
  return key
}

/** The narrowest type that reads every value; text when they differ. */
function typeOf(values: readonly unknown[]): EventPropertyType {
  if (values.every((value) => typeof value === 'boolean')) return 'boolean'
  if (values.every((value) => typeof value === 'number')) return 'number'
  if (values.every((value) => Array.isArray(value))) return 'list'
  const isDate = (value: unknown): boolean => typeof value === 'string' && readInstant(value) !== null
  return values.every(isDate) ? 'date' : 'text'
}
