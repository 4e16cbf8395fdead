import type { MisfitKind } from '../misfit'

/** Which held events are meant; nothing said means all. */
export interface HeldFilter {
  sourceId?: number
  event?: string
  reason?: MisfitKind
  property?: string
  ids?: number[]
}

/** The condition in SQL over `quarantined_event`. */
export function heldWhere({ sourceId, event, reason, property, ids }: HeldFilter): { sql: string; params: unknown[] } {
  const parts: [string, unknown][] = []
  if (sourceId !== undefined) parts.push(['source_id = ?', sourceId])
  if (event !== undefined) parts.push(['event = ?', event])
  if (reason !== undefined) parts.push(['reason = ?', reason])
  if (property !== undefined) parts.push(['property = ?', property])
  if (ids !== undefined) parts.push(['id IN (?)', [0, ...ids]])
  return {
    sql: ["state = 'held'", ...parts.map(([condition]) => condition)].join(' AND '),
    params: parts.map(([, value]) => value),
  }
}
