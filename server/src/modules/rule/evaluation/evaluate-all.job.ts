import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { AudienceEngine, EngineFeed } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry, type JobContext } from '../../../platform/jobs'
import { LOGGER, type Logger } from '../../../platform/logger'
import { CUSTOMER_ENGINE_TABLE } from '../../identity'
import type { RuleScope } from '../compiler/scope'
import { LOOKED_AT_AGAIN } from '../materialised/delta-source'
import type { MaterialisedOwner } from '../materialised/materialised-delta.entity'
import { MEMBER_TABLES, type OwnerKind } from '../materialised/materialised-tables'
import { MaterialisedValues, ValuesMoved } from '../materialised/materialised-values'
import {
  EVALUATE_ALL_JOB,
  EVALUATE_SOME_JOB,
  Evaluations,
  type EvaluateAllPayload,
  type EvaluateSomePayload,
} from './evaluations'

/** How wide a slice of customer ids one statement takes; bounds memory and gives progress. */
const IDS_PER_SLICE = 200_000
/** So many tags or segments share one statement, and so many of them are worth a whole slice. */
const OWNERS_TOGETHER = 50
const OWNERS_PER_FULL_SLICE = 10
const PATIENCE_MS = 30_000
const RETRY_MS = 30
const FAILED = '与其他规则一起计算失败'

interface Slice {
  changed: number
  /** Owners whose evaluation failed; their people stay as they were. */
  failed: Set<number>
}

/** Evaluations as jobs: over everyone, slice by slice; and over people whose real-time evaluation had to wait. */
@Injectable()
export class EvaluateAllJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly evaluations: Evaluations,
    private readonly values: MaterialisedValues,
    private readonly engine: AudienceEngine,
    private readonly feed: EngineFeed,
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.registry.register<EvaluateAllPayload>({
      kind: EVALUATE_ALL_JOB,
      concurrency: 1,
      keep: true,
      handler: (payload, context) => this.evaluateAll(payload, context),
    })
    this.registry.register<EvaluateSomePayload>({
      kind: EVALUATE_SOME_JOB,
      concurrency: 2,
      handler: (payload, context) => this.evaluateSome(payload, context),
    })
  }

  /**
   * Until no wish is left. Others of the same kind that wait for the same are served along: they share the scans, and
   * their own jobs find nothing left to do.
   */
  private async evaluateAll({ kind, id }: EvaluateAllPayload, context: JobContext): Promise<{ changed: number }> {
    let changed = 0
    for (;;) {
      const own = await this.values.ownerRow(kind, id)
      if (own.served >= own.wanted) return { changed }
      const others = await this.wished(kind, await this.values.waiting(kind, id, OWNERS_TOGETHER - 1))
      changed += await this.round([own, ...others], context)
    }
  }

  /** Those whose own jobs still wait or run: what was cancelled, or failed for good, is not done along. */
  private async wished(kind: OwnerKind, rows: readonly MaterialisedOwner[]): Promise<MaterialisedOwner[]> {
    const running = await this.evaluations.running(
      kind,
      rows.map(({ ownerId }) => ownerId),
    )
    return rows.filter(({ ownerId }) => running.has(ownerId))
  }

  /** Looks at everyone once. Progress counts customer ids. */
  private async round(rows: readonly MaterialisedOwner[], context: JobContext): Promise<number> {
    const startedAt = this.clock.now()
    const copies = await this.copies()
    const [{ ownerKind: kind = 'tag' } = {}] = rows
    // A rule that changes from here on has raised `wanted`: this round does not count for it.
    const versions = await this.prepared(rows, startedAt)
    let ids = [...versions.keys()]
    const highest = await this.highestId(kind, ids)
    const width = Math.ceil(IDS_PER_SLICE / Math.ceil(rows.length / OWNERS_PER_FULL_SLICE))
    let changed = 0
    let most = 0
    for (let from = 0; from <= highest; from += width) {
      await refuseCancelled(context)
      const running = await this.evaluations.running(kind, ids)
      ids = ids.filter((id, place) => place === 0 || running.has(id))
      // A single slice is everyone: without bounds the statement is the very one that the preview ran.
      const scope: RuleScope = highest < width ? { kind: 'all' } : { kind: 'range', from, to: from + width - 1 }
      const done = await this.slice(kind, ids, scope, context)
      ids = ids.filter((id) => !done.failed.has(id))
      changed += done.changed
      most = Math.max(most, done.changed)
      await context.progress(Math.min(from + width, highest), highest)
    }
    // Whoever waits for the job wants to see the values in the engine.
    await this.patiently(context, () => this.values.settled(kind, ids))
    const looked = rows.filter(({ ownerId }) => ids.includes(ownerId))
    await this.db.transaction(async () => {
      for (const { ownerId, wanted } of looked)
        await this.values.served({ kind, id: ownerId, version: versions.get(ownerId) ?? 0 }, wanted, startedAt)
      if (most <= LOOKED_AT_AGAIN || !(await this.hasMoved(kind, ids, copies))) return
      for (const id of ids) await this.evaluations.requestAll(kind, id)
    })
    return changed
  }

  /** The owners that can be evaluated, with the versions of their rules. Models compute their cuts; one that cannot holds none of the others up. */
  private async prepared(rows: readonly MaterialisedOwner[], now: Date): Promise<Map<number, number>> {
    const [own] = rows
    const versions = new Map<number, number>()
    const owners = await this.evaluations.find(
      own?.ownerKind ?? 'tag',
      rows.map(({ ownerId }) => ownerId),
    )
    for (const row of rows) {
      const { ownerKind: kind, ownerId: id } = row
      try {
        const owner = owners.get(id)
        if (owner) await this.evaluations.prepare(owner, now)
        versions.set(id, owner?.version ?? 0)
      } catch (error) {
        if (row === own) throw error
        this.logger.warn({ err: error, kind, owner: id }, FAILED)
      }
    }
    return versions
  }

  /** All of them together; when that fails, one by one, so that a broken rule holds nobody else up. */
  private async slice(kind: OwnerKind, ids: readonly number[], scope: RuleScope, context: JobContext): Promise<Slice> {
    const failed = new Set<number>()
    try {
      return { changed: await this.patiently(context, () => this.evaluate(kind, ids, scope)), failed }
    } catch (error) {
      const [own, ...others] = ids
      if (own === undefined || others.length === 0 || isCancelled(error)) throw error
      let changed = await this.patiently(context, () => this.evaluate(kind, [own], scope))
      for (const other of others) {
        try {
          changed += await this.patiently(context, () => this.evaluate(kind, [other], scope))
        } catch (reason) {
          if (isCancelled(reason)) throw reason
          // Its own job tries again, and says so when it gives up.
          this.logger.warn({ err: reason, kind, owner: other }, FAILED)
          failed.add(other)
        }
      }
      return { changed, failed }
    }
  }

  /** Whether anything that the rules read may have been copied to the engine since then. */
  private async hasMoved(kind: OwnerKind, ids: readonly number[], copies: string): Promise<boolean> {
    if ((await this.copies()) !== copies) return true
    const owners = [...(await this.evaluations.find(kind, ids)).values()]
    // The round's own changes are copied, too, so their counts do not tell whether those of others were.
    return owners.some((owner) => owner.dependencies.tags.size + owner.dependencies.segments.size > 0)
  }

  private async copies(): Promise<string> {
    const marks = [...(await this.feed.marks())].filter(([kind]) => !kind.endsWith('-delta'))
    return JSON.stringify(marks.sort(([a], [b]) => a.localeCompare(b)))
  }

  private async evaluateSome(payload: EvaluateSomePayload, context: JobContext): Promise<void> {
    const { kind, id, customerIds } = payload
    await this.patiently(context, () => this.evaluate(kind, [id], { kind: 'ids', ids: customerIds }))
  }

  /** Under the rules that are in force at this moment; nothing where there is none. */
  private async evaluate(kind: OwnerKind, ids: readonly number[], scope: RuleScope): Promise<number> {
    const owners = await this.evaluations.find(kind, ids)
    return this.evaluations.evaluateTogether([...owners.values()], scope, 'batch')
  }

  /** Waits for the engine to catch up with what was recorded; gives up after half a minute, and the job is tried again later. */
  private async patiently<T>(context: JobContext, work: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof ValuesMoved) || Date.now() > deadline) throw error
        await refuseCancelled(context)
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  private async highestId(kind: OwnerKind, ids: readonly number[]): Promise<number> {
    const rows = await this.engine.query<{ highest: number }>(
      `SELECT greatest((SELECT max(id) FROM ${CUSTOMER_ENGINE_TABLE.name}), (SELECT max(customer_id) FROM ${MEMBER_TABLES[kind]} WHERE owner_id IN {ids:Array(UInt64)})) AS highest`,
      { ids },
    )
    return rows[0]?.highest ?? 0
  }
}

/** @throws CANCELLED once somebody asked for it */
async function refuseCancelled(context: JobContext): Promise<void> {
  if (await context.cancelled()) throw new AppError('CANCELLED')
}

const isCancelled = (error: unknown): boolean => error instanceof AppError && error.code === 'CANCELLED'
