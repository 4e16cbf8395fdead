import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { AudienceEngine, chunks, EngineFeed, type EngineParams } from '../../../platform/audience-engine'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { CUSTOMER_ENGINE_TABLE } from '../../identity'
import type { RuleScope } from '../compiler/scope'
import type { ValueChange } from './delta-codec'
import { encodeChanges } from './delta-codec'
import { deltaSource } from './delta-source'
import { MaterialisedDelta, MaterialisedOwner, type DeltaMode } from './materialised-delta.entity'
import { MEMBER_TABLES, type OwnerKind } from './materialised-tables'

export interface Owner {
  kind: OwnerKind
  id: number
  /** Of the rule; 0 for values set by hand. */
  version: number
}

/**
 * A SELECT of (customer_id, items Array(Tuple(owner, place, value))), a person in one row or several: the values as they
 * should be; who has none shall have none.
 */
export interface Computed {
  sql: string
  params: EngineParams
}

/** What the values of several owners should be. Owners in neither shall have none. */
export interface Wanted {
  computed: Computed | null
  kept: readonly number[]
}

export interface Comparison {
  changes: ValueChange[]
  /** The delta on which the comparison stands. */
  basis: number
}

/** The engine's copy lags behind the record, or somebody recorded a change meanwhile: evaluate again later. */
export class ValuesMoved extends Error {}

const CHANGES_PER_DELTA = 20_000
const EVALUATION_SECONDS = 120

/**
 * Keeps computed values (a tag's, a segment's). Changes are recorded first, and copied to the engine by the feed; the
 * engine's tables can be rebuilt from the record with their whole history.
 */
@Injectable()
export class MaterialisedValues {
  constructor(
    private readonly db: Database,
    private readonly engine: AudienceEngine,
    private readonly feed: EngineFeed,
  ) {}

  /** Declares the tables of a kind and how they are filled. Once per kind, while the server starts. */
  declare(kind: OwnerKind): void {
    this.feed.source(deltaSource(kind, this.db))
  }

  /**
   * Compares computed values with the present ones, for several owners of one kind in one statement. Each person's
   * values of all owners are put side by side, and only people with a difference leave the engine.
   * @param wanted.computed null when nobody shall have a value
   * @param wanted.kept owners whose values the living keep
   * @returns the people whose values differ, and the delta on which the comparison stands, in the order given
   * @throws ValuesMoved while recorded changes of one of them are still on their way to the engine
   */
  async compare(
    kind: OwnerKind,
    owners: readonly Owner[],
    { computed, kept }: Wanted,
    scope: RuleScope,
  ): Promise<Comparison[]> {
    const ids = owners.map(({ id }) => id)
    const basis = await this.settledDeltas(kind, ids)
    const sources = [...(computed ? [computed.sql] : []), ...(kept.length > 0 ? [keptSql(kind, scope)] : [])]
    const should = sources.map((sql) => `SELECT customer_id, items, 1 AS side FROM (${sql}) UNION ALL `)
    const rows = await this.engine.query<{ customer_id: number; now: Item[]; past: Item[] }>(
      `SELECT customer_id, arraySort(groupArrayArrayIf(items, side = 1)) AS now, arraySort(groupArrayArrayIf(items, side = 0)) AS past
       FROM (${should.join('')}SELECT customer_id, [(owner_id, rank, value)] AS items, 0 AS side
         FROM ${MEMBER_TABLES[kind]} WHERE owner_id IN {owners:Array(UInt64)}${withinSql(scope)}
       ) GROUP BY customer_id HAVING now != past`,
      { ...computed?.params, ...(kept.length > 0 ? { kept } : {}), owners: ids, ...withinParams(scope) },
      { timeoutSeconds: EVALUATION_SECONDS },
    )
    const changes = new Map<number, ValueChange[]>(ids.map((id) => [id, []]))
    for (const row of rows) {
      const [after, before] = [valuesByOwner(row.now), valuesByOwner(row.past)]
      for (const id of new Set([...after.keys(), ...before.keys()])) {
        const change = { customerId: row.customer_id, before: before.get(id) ?? [], after: after.get(id) ?? [] }
        if (JSON.stringify(change.before) !== JSON.stringify(change.after)) changes.get(id)?.push(change)
      }
    }
    return ids.map((id) => ({ changes: changes.get(id) ?? [], basis: basis.get(id) ?? 0 }))
  }

  /**
   * Records changes inside the running transaction and sends them to the engine.
   * @param basis what `compare` returned
   * @returns the basis for further changes in the same transaction
   * @throws ValuesMoved when something else was recorded since; the transaction must roll back
   */
  async record(
    owner: Owner,
    changes: readonly ValueChange[],
    basis: number,
    mode: DeltaMode,
    at: Date,
  ): Promise<number> {
    if (changes.length === 0) return basis
    const ids: number[] = []
    for (const part of chunks(changes, CHANGES_PER_DELTA)) {
      const delta = {
        ownerKind: owner.kind,
        ownerId: owner.id,
        version: owner.version,
        mode,
        at,
        changes: part.length,
        packed: encodeChanges(part),
      }
      const inserted = await this.db.repo(MaterialisedDelta).insert(delta)
      ids.push(Number(inserted.identifiers[0]?.['id']))
    }
    const last = Math.max(...ids)
    const moved = await this.db.query<UpdateResultHeader>(
      'UPDATE materialised_owner SET recorded_delta_id = ? WHERE owner_kind = ? AND owner_id = ? AND recorded_delta_id = ?',
      [last, owner.kind, owner.id, basis],
    )
    if (moved.affectedRows !== 1) throw new ValuesMoved()
    await this.feed.changed(`${owner.kind}-delta`, ids)
    return last
  }

  /** The last recorded delta, held until the running transaction ends, for changes that need no comparison. */
  async lockDelta(owner: Owner): Promise<number> {
    await this.ownerRow(owner.kind, owner.id)
    const rows = await this.db.query<{ recorded_delta_id: string | number }[]>(
      'SELECT recorded_delta_id FROM materialised_owner WHERE owner_kind = ? AND owner_id = ? FOR UPDATE',
      [owner.kind, owner.id],
    )
    return Number(rows[0]?.recorded_delta_id ?? 0)
  }

  /** Ends when the engine holds everything recorded about the owners. @throws ValuesMoved while it does not */
  async settled(kind: OwnerKind, ids: readonly number[]): Promise<void> {
    await this.settledDeltas(kind, ids)
  }

  /** Those of which the engine holds everything recorded. */
  async settledAmong(kind: OwnerKind, ids: readonly number[]): Promise<Set<number>> {
    const known = await this.ownerRows(kind, ids)
    return new Set(
      ids.filter((id) => {
        const row = known.get(id)
        return row === undefined || row.recordedDeltaId === row.appliedDeltaId
      }),
    )
  }

  /** The last recorded delta of each, once the engine has them. @throws ValuesMoved while it has not */
  private async settledDeltas(kind: OwnerKind, ids: readonly number[]): Promise<Map<number, number>> {
    const known = await this.ownerRows(kind, ids)
    const settled = new Map<number, number>()
    for (const id of ids) {
      const row = known.get(id) ?? (await this.ownerRow(kind, id))
      if (row.recordedDeltaId !== row.appliedDeltaId) throw new ValuesMoved()
      settled.set(id, row.recordedDeltaId)
    }
    return settled
  }

  /** The state of one owner, made at the first question. */
  async ownerRow(kind: OwnerKind, id: number): Promise<MaterialisedOwner> {
    const found = await this.db.repo(MaterialisedOwner).findOneBy({ ownerKind: kind, ownerId: id })
    if (found) return found
    await this.db.query(
      'INSERT INTO materialised_owner (owner_kind, owner_id) VALUES (?, ?) ON DUPLICATE KEY UPDATE owner_id = owner_id',
      [kind, id],
    )
    return this.db.repo(MaterialisedOwner).findOneByOrFail({ ownerKind: kind, ownerId: id })
  }

  /** Others of a kind that wait to be evaluated for everyone, longest unserved first. */
  async waiting(kind: OwnerKind, exceptId: number, limit: number): Promise<MaterialisedOwner[]> {
    return this.db
      .repo(MaterialisedOwner)
      .createQueryBuilder('owner')
      .where('owner.ownerKind = :kind AND owner.wanted > owner.served AND owner.ownerId <> :exceptId', {
        kind,
        exceptId,
      })
      .orderBy('owner.evaluatedAt', 'ASC')
      .addOrderBy('owner.ownerId', 'ASC')
      .take(limit)
      .getMany()
  }

  /** Notes that everyone was looked at, by the owner's rule of that version, for the wishes up to `wanted`. */
  async served({ kind, id, version }: Owner, wanted: number, startedAt: Date): Promise<void> {
    await this.db.query(
      `UPDATE materialised_owner SET served = GREATEST(served, ?), evaluated_version = GREATEST(evaluated_version, ?),
         evaluated_at = ?, swept_at = GREATEST(COALESCE(swept_at, ?), ?)
       WHERE owner_kind = ? AND owner_id = ?`,
      [wanted, version, startedAt, startedAt, startedAt, kind, id],
    )
  }

  /** How the changes of these deltas came about. */
  async modesOf(deltaIds: readonly number[]): Promise<Map<number, DeltaMode>> {
    const rows =
      deltaIds.length === 0
        ? []
        : await this.db
            .repo(MaterialisedDelta)
            .find({ select: { id: true, mode: true }, where: { id: In([...new Set(deltaIds)]) } })
    return new Map(rows.map(({ id, mode }) => [id, mode]))
  }

  async ownerRows(kind: OwnerKind, ids: readonly number[]): Promise<Map<number, MaterialisedOwner>> {
    const rows =
      ids.length === 0 ? [] : await this.db.repo(MaterialisedOwner).findBy({ ownerKind: kind, ownerId: In([...ids]) })
    return new Map(rows.map((row) => [row.ownerId, row]))
  }
}

/** (owner, place, value), as the engine gives a tuple. */
type Item = [owner: number, place: number, value: string]

/** Items come sorted, so each owner's values come in their order. */
function valuesByOwner(items: readonly Item[]): Map<number, string[]> {
  const values = new Map<number, string[]>()
  for (const [owner, , value] of items) {
    const known = values.get(owner)
    if (known) known.push(value)
    else values.set(owner, [value])
  }
  return values
}

/** The present values of the living, as a computed statement would give them. */
function keptSql(kind: OwnerKind, scope: RuleScope): string {
  return `SELECT customer_id, [(owner_id, rank, value)] AS items
    FROM ${MEMBER_TABLES[kind]} WHERE owner_id IN {kept:Array(UInt64)}${withinSql(scope)}
      AND customer_id IN (SELECT id FROM ${CUSTOMER_ENGINE_TABLE.name})`
}

/** The scope with parameter names of its own, since the computed statement brings its own parameters. */
function withinSql(scope: RuleScope): string {
  if (scope.kind === 'all') return ''
  return scope.kind === 'ids'
    ? ' AND customer_id IN {within:Array(UInt64)}'
    : ' AND customer_id BETWEEN {within_from:UInt64} AND {within_to:UInt64}'
}

function withinParams(scope: RuleScope): EngineParams {
  if (scope.kind === 'all') return {}
  return scope.kind === 'ids' ? { within: scope.ids } : { within_from: scope.from, within_to: scope.to }
}
