import type { TagRule } from './tag-types'
import type { RuleNode } from './types'

/** Keys under which the parts of a rule name a property of the event beside or above them. */
const NAMING = new Set(['property', 'by', 'amount'])
/** Dimensions of a thing are reached through the property that points at it. */
const REACHED_THROUGH: Readonly<Record<string, string>> = { content: 'content_id', product: 'product_id' }

/** Which properties a rule reads, by the event that carries them. An event of which only the number counts has none. */
export function eventPropertiesOf(rule: RuleNode | TagRule): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  visit(rule, null, found)
  return found
}

function visit(part: unknown, event: string | null, found: Map<string, Set<string>>): void {
  if (Array.isArray(part)) return part.forEach((one) => visit(one, event, found))
  if (typeof part !== 'object' || part === null) return
  const named = 'event' in part && typeof part.event === 'string' ? part.event : event
  const properties = named === null ? null : (found.get(named) ?? new Set<string>())
  if (named !== null && properties) found.set(named, properties)
  for (const [key, value] of Object.entries(part)) {
    if (NAMING.has(key) && typeof value === 'string') properties?.add(columnOf(value))
    else visit(value, named, found)
  }
}

const columnOf = (property: string): string => {
  const [thing = '', dimension] = property.split('.')
  return dimension === undefined ? property : (REACHED_THROUGH[thing] ?? property)
}
