import type { EngineTable } from '../../../platform/audience-engine'

/** Whose computed values are kept: a tag's (its values per person) or a segment's (who is in it). */
export type OwnerKind = 'tag' | 'segment'

/** Who has which value now. One row per customer and value; `rank` is the value's place in the list, from 0. */
export const MEMBER_TABLES: Record<OwnerKind, string> = { tag: 'tag_value', segment: 'segment_member' }

/** Every change: the whole new list of values (empty: none any more). */
export const HISTORY_TABLES: Record<OwnerKind, string> = { tag: 'tag_history', segment: 'segment_history' }

export const memberTable = (kind: OwnerKind): EngineTable => ({
  name: MEMBER_TABLES[kind],
  columns: `owner_id UInt64,
    value String,
    customer_id UInt64,
    rank UInt16,
    number Nullable(Float64),
    version UInt32,
    since DateTime64(3, 'UTC')`,
  order: 'owner_id, value, customer_id',
  replaceBy: 'customer_id',
})

export const historyTable = (kind: OwnerKind): EngineTable => ({
  name: HISTORY_TABLES[kind],
  columns: `owner_id UInt64,
    customer_id UInt64,
    delta_id UInt64,
    at DateTime64(3, 'UTC'),
    version UInt32,
    vals Array(String)`,
  order: 'owner_id, customer_id, at, delta_id',
  replaceBy: 'delta_id',
})

/** How frozen audiences, and whom their numbers stand for, reach the engine. */
export const AUDIENCE_FEED = 'audience'
export const AUDIENCE_HOME_FEED = 'audience-home'

/** Who was in a frozen audience. Filled from the record's packed lists; keys are the parts of those lists. */
export const AUDIENCE_MEMBER_TABLE: EngineTable = {
  name: 'audience_member',
  columns: `audience_id UInt64,
    customer_id UInt64,
    part_id UInt64`,
  order: 'audience_id, customer_id',
  replaceBy: 'part_id',
}

/** The living customer for whom the number of an absorbed one stands now. Keys are the living ones. */
export const AUDIENCE_HOME_TABLE: EngineTable = {
  name: 'audience_home',
  columns: `home_id UInt64,
    customer_id UInt64`,
  order: 'home_id',
  replaceBy: 'customer_id',
}

/**
 * A SELECT of the customer ids that an audience means now: those frozen, and whoever has absorbed one of them. Absorbed
 * and erased ones are among them; they are no living customers.
 * @param audience an expression that is the audience's id
 */
export function audienceSql(audience: string): string {
  const frozen = `SELECT customer_id FROM ${AUDIENCE_MEMBER_TABLE.name} WHERE audience_id = ${audience}`
  return `${frozen} UNION ALL SELECT customer_id FROM ${AUDIENCE_HOME_TABLE.name} WHERE home_id IN (${frozen})`
}
