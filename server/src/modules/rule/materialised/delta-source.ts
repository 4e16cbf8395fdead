import { In, MoreThan, type EntityManager } from 'typeorm'
import { chunks, type AudienceEngine, type FeedSource, type Touch } from '../../../platform/audience-engine'
import type { Database } from '../../../platform/database'
import { decodeChanges } from './delta-codec'
import { MaterialisedDelta, type DeltaMode } from './materialised-delta.entity'
import { HISTORY_TABLES, historyTable, MEMBER_TABLES, memberTable, type OwnerKind } from './materialised-tables'

interface HistoryRow {
  owner_id: number
  customer_id: number
  delta_id: number
  at: string
  version: number
  vals: string[]
}

/** More changes than this at once are looked at again by another round over everyone. */
export const LOOKED_AT_AGAIN = 5000
/** See DeltaMode. */
const BESIDE_THE_FEED: ReadonlySet<DeltaMode> = new Set(['rule', 'batch'])
const DELTAS_PER_PAGE = 200
const KEYS_PER_DELETE = 2000
const ROWS_PER_INSERT = 50_000

/** Brings recorded changes of values into the engine: into the history as they are, and into the present values. */
export function deltaSource(kind: OwnerKind, db: Database): FeedSource {
  const members = MEMBER_TABLES[kind]
  const history = HISTORY_TABLES[kind]
  return {
    kind: `${kind}-delta`,
    tables: [memberTable(kind), historyTable(kind)],
    first: true,
    async apply({ engine, manager, keys, repair }) {
      if (repair) await engine.command(`DELETE FROM ${history} WHERE delta_id IN {keys:Array(UInt64)}`, { keys })
      const deltas = await manager.find(MaterialisedDelta, { where: { id: In(keys) }, order: { id: 'ASC' } })
      await replaceMembers(engine, members, deltas, repair)
      // Last, because one person's values are read from here: who sees them also finds them counted.
      await insertAll(engine, history, deltas.flatMap(historyRows))
      await markApplied(db, kind, deltas)
      return deltas.flatMap((delta) => touchesOf(kind, delta))
    },
    async rebuild({ manager, insert, command, nameOf, copied, afterwards }) {
      await eachPage(manager, kind, async (deltas) => {
        await insertAll({ insert }, history, deltas.flatMap(historyRows))
        afterwards(() =>
          markApplied(
            db,
            kind,
            deltas.map(({ id, ownerId }) => ({ id, ownerId })),
          ),
        )
        await copied(deltas.length)
      })
      await command(
        `INSERT INTO ${nameOf(members)} SELECT owner_id, value, customer_id, place - 1, toFloat64OrNull(value), latest.2, latest.3 FROM (
           SELECT owner_id, customer_id, argMax((vals, version, at), delta_id) AS latest FROM ${nameOf(history)} GROUP BY owner_id, customer_id
         ) ARRAY JOIN latest.1 AS value, arrayEnumerate(latest.1) AS place`,
      )
    },
  }
}

function historyRows(delta: MaterialisedDelta): HistoryRow[] {
  const at = delta.at.toISOString()
  return decodeChanges(delta.packed).map(({ customerId, after }) => ({
    owner_id: delta.ownerId,
    customer_id: customerId,
    delta_id: delta.id,
    at,
    version: delta.version,
    vals: after,
  }))
}

/** Deltas come oldest first: the last word about a person wins, and the first one knows what the engine still holds. */
async function replaceMembers(
  engine: AudienceEngine,
  table: string,
  deltas: readonly MaterialisedDelta[],
  repair: boolean,
): Promise<void> {
  const owners = new Map<number, Map<number, { after: string[]; replaces: boolean; delta: MaterialisedDelta }>>()
  for (const delta of deltas) {
    const people =
      owners.get(delta.ownerId) ?? new Map<number, { after: string[]; replaces: boolean; delta: MaterialisedDelta }>()
    owners.set(delta.ownerId, people)
    for (const { customerId, after, replaces } of decodeChanges(delta.packed)) {
      const earlier = people.get(customerId)
      people.set(customerId, { after, replaces: earlier?.replaces ?? replaces, delta })
    }
  }
  const rows: object[] = []
  const replaced: { owner: number; customer: number }[] = []
  for (const [owner, people] of owners) {
    for (const [customer, { after, replaces, delta }] of people) {
      if (replaces || repair) replaced.push({ owner, customer })
      after.forEach((value, rank) => rows.push(memberRow(delta, customer, value, rank)))
    }
  }
  // Each statement rewrites the marks of what it deletes from, so those of all owners are gathered into few.
  for (const part of chunks(replaced, KEYS_PER_DELETE)) {
    const [ofOwner, customers] = [part.map(({ owner }) => owner), part.map(({ customer }) => customer)]
    await engine.command(
      `DELETE FROM ${table} WHERE owner_id IN {owners:Array(UInt64)}
         AND (owner_id, customer_id) IN arrayZip({of_owner:Array(UInt64)}, {customers:Array(UInt64)})`,
      { owners: [...new Set(ofOwner)], of_owner: ofOwner, customers },
    )
  }
  await insertAll(engine, table, rows)
}

function memberRow(delta: MaterialisedDelta, customerId: number, value: string, rank: number): object {
  const number = value.trim() === '' ? Number.NaN : Number(value)
  return {
    owner_id: delta.ownerId,
    value,
    customer_id: customerId,
    rank,
    number: Number.isFinite(number) ? number : null,
    version: delta.version,
    since: delta.at.toISOString(),
  }
}

async function insertAll(engine: Pick<AudienceEngine, 'insert'>, table: string, rows: object[]): Promise<void> {
  for (const part of chunks(rows, ROWS_PER_INSERT)) await engine.insert(table, part)
}

/** Written on a connection of its own: the feed's snapshot only reads. */
async function markApplied(
  db: Database,
  kind: OwnerKind,
  deltas: readonly Pick<MaterialisedDelta, 'id' | 'ownerId'>[],
): Promise<void> {
  const latest = new Map<number, number>()
  for (const { ownerId, id } of deltas) latest.set(ownerId, Math.max(latest.get(ownerId) ?? 0, id))
  for (const [ownerId, id] of latest) {
    await db.query(
      'UPDATE materialised_owner SET applied_delta_id = GREATEST(applied_delta_id, ?) WHERE owner_kind = ? AND owner_id = ?',
      [id, kind, ownerId],
    )
  }
}

/** The topic of people whose values of this owner were changed beside the feed. */
export const againTopic = (kind: OwnerKind, ownerId: number): string => `${kind}:${ownerId}:again`

function touchesOf(kind: OwnerKind, { ownerId, mode, changes, packed }: MaterialisedDelta): Touch[] {
  const again = BESIDE_THE_FEED.has(mode) && changes <= LOOKED_AT_AGAIN
  const topics = [`${kind}:${ownerId}`, ...(again ? [againTopic(kind, ownerId)] : [])]
  return decodeChanges(packed).flatMap(({ customerId }) => topics.map((topic) => ({ topic, customerId })))
}

async function eachPage(
  manager: EntityManager,
  kind: OwnerKind,
  work: (deltas: MaterialisedDelta[]) => Promise<void>,
): Promise<void> {
  let after = 0
  for (;;) {
    const deltas = await manager.find(MaterialisedDelta, {
      where: { ownerKind: kind, id: MoreThan(after) },
      order: { id: 'ASC' },
      take: DELTAS_PER_PAGE,
    })
    const last = deltas.at(-1)
    if (!last) return
    await work(deltas)
    after = last.id
  }
}
