import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { AppError } from '../../../platform/errors'
import { JobRegistry, type JobContext } from '../../../platform/jobs'
import { LOGGER, type Logger } from '../../../platform/logger'
import { CUSTOMER_ENGINE_TABLE } from '../../identity'
import type { RuleScope } from '../compiler/scope'
import type { DeltaMode, MaterialisedOwner } from '../materialised/materialised-delta.entity'
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

/** Evaluations as jobs: over everyone, slice by slice; and over people whose real-time evaluation had to wait. */
@Injectable()
export class EvaluateAllJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly evaluations: Evaluations,
    private readonly values: MaterialisedValues,
    private readonly engine: AudienceEngine,
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
      handler: (payload) => this.evaluateSome(payload),
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
      const waiting = await this.values.waiting(kind, id, OWNERS_TOGETHER - 1)
      changed += await this.round([own, ...waiting], context)
    }
  }

  /** Looks at everyone once. Progress counts customer ids. */
  private async round(rows: readonly MaterialisedOwner[], context: JobContext): Promise<number> {
    const startedAt = this.clock.now()
    const [{ ownerKind: kind = 'tag', ownerId: first = 0 } = {}] = rows
    // A rule that changes from here on has raised `wanted`: this round does not count for it.
    const versions = new Map<number, number>()
    const failed = new Set<number>()
    for (const row of rows) {
      const { ownerKind, ownerId } = row
      const owner = await this.evaluations.find(ownerKind, ownerId)
      if (!owner) continue
      versions.set(ownerId, owner.version)
      try {
        await this.evaluations.prepare(owner, startedAt)
      } catch (error) {
        // A model whose cuts cannot be computed holds none of the others up.
        if (row === rows[0]) throw error
        this.logger.warn({ err: error, kind, owner: ownerId }, '与其他规则一起计算失败')
        failed.add(ownerId)
      }
    }
    const ids = rows.map(({ ownerId }) => ownerId).filter((id) => !failed.has(id))
    const highest = await this.highestId(kind, ids)
    const width = Math.ceil(IDS_PER_SLICE / Math.ceil(rows.length / OWNERS_PER_FULL_SLICE))
    let changed = 0
    for (let from = 0; from <= highest; from += width) {
      if (await context.cancelled()) throw new AppError('CANCELLED')
      // A single slice is everyone: without bounds the statement is the very one that the preview ran.
      const scope: RuleScope = highest < width ? { kind: 'all' } : { kind: 'range', from, to: from + width - 1 }
      changed += await this.slice(kind, ids, scope, failed)
      await context.progress(Math.min(from + width, highest), highest)
    }
    for (const { ownerId, wanted } of rows.filter((row) => !failed.has(row.ownerId)))
      await this.values.served({ kind, id: ownerId, version: versions.get(ownerId) ?? 0 }, wanted, startedAt)
    // Whoever waits for the job wants to see the values in the engine.
    await this.patiently(() => this.values.settled(kind, first))
    return changed
  }

  /**
   * All of them together; when that fails, one by one, so that a broken rule holds nobody else up.
   * @param failed takes the owners that could not be evaluated: they still wait, for jobs of their own
   */
  private async slice(kind: OwnerKind, ids: readonly number[], scope: RuleScope, failed: Set<number>): Promise<number> {
    try {
      return await this.patiently(() => this.evaluate(kind, ids, scope, 'batch'))
    } catch (error) {
      const [own, ...others] = ids
      if (own === undefined || others.length === 0) throw error
      let changed = await this.patiently(() => this.evaluate(kind, [own], scope, 'batch'))
      for (const other of others) {
        changed += await this.patiently(() => this.evaluate(kind, [other], scope, 'batch')).catch((reason: unknown) => {
          this.logger.warn({ err: reason, kind, owner: other }, '与其他规则一起计算失败')
          failed.add(other)
          return 0
        })
      }
      return changed
    }
  }

  private async evaluateSome({ kind, id, customerIds, mode = 'real-time' }: EvaluateSomePayload): Promise<void> {
    await this.patiently(() => this.evaluate(kind, [id], { kind: 'ids', ids: customerIds }, mode))
  }

  /** Under the rules that are in force at this moment; nothing where there is none. */
  private async evaluate(kind: OwnerKind, ids: readonly number[], scope: RuleScope, mode: DeltaMode): Promise<number> {
    const owners = await Promise.all(ids.map((id) => this.evaluations.find(kind, id)))
    return this.evaluations.evaluateTogether(
      owners.flatMap((owner) => owner ?? []),
      scope,
      mode,
    )
  }

  /** Waits for the engine to catch up with what was recorded; gives up after half a minute, and the job is tried again later. */
  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof ValuesMoved) || Date.now() > deadline) throw error
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
