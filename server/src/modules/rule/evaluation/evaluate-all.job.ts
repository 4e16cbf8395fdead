import { Injectable, type OnModuleInit } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry, type JobContext } from '../../../platform/jobs'
import { CUSTOMER_ENGINE_TABLE } from '../../identity'
import type { RuleScope } from '../compiler/scope'
import type { DeltaMode } from '../materialised/materialised-delta.entity'
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
    private readonly db: Database,
    private readonly clock: Clock,
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

  /** Until no wish is left: each round looks at everyone once. Progress counts customer ids. */
  private async evaluateAll({ kind, id }: EvaluateAllPayload, context: JobContext): Promise<{ changed: number }> {
    let changed = 0
    for (;;) {
      const { wanted } = await this.values.ownerRow(kind, id)
      changed += await this.round(kind, id, context)
      if ((await this.values.ownerRow(kind, id)).wanted === wanted) return { changed }
    }
  }

  private async round(kind: OwnerKind, id: number, context: JobContext): Promise<number> {
    const startedAt = this.clock.now()
    await (await this.evaluations.find(kind, id))?.prepare?.(startedAt)
    const highest = await this.highestId(kind, id)
    let changed = 0
    for (let from = 0; from <= highest; from += IDS_PER_SLICE) {
      if (await context.cancelled()) throw new AppError('CANCELLED')
      // A single slice is everyone: without bounds the statement is the very one that the preview ran.
      const scope: RuleScope =
        highest < IDS_PER_SLICE ? { kind: 'all' } : { kind: 'range', from, to: from + IDS_PER_SLICE - 1 }
      changed += await this.patiently(() => this.evaluate(kind, id, scope, 'batch'))
      await context.progress(Math.min(from + IDS_PER_SLICE, highest), highest)
    }
    await this.db.query(
      'UPDATE materialised_owner SET evaluated_at = ?, swept_at = GREATEST(COALESCE(swept_at, ?), ?) WHERE owner_kind = ? AND owner_id = ?',
      [startedAt, startedAt, startedAt, kind, id],
    )
    // Whoever waits for the job wants to see the values in the engine.
    await this.patiently(() => this.values.settled(kind, id))
    return changed
  }

  private async evaluateSome({ kind, id, customerIds }: EvaluateSomePayload): Promise<void> {
    await this.patiently(() => this.evaluate(kind, id, { kind: 'ids', ids: customerIds }, 'real-time'))
  }

  /** Under the rule that is in force at this moment; nothing when there is none. */
  private async evaluate(kind: OwnerKind, id: number, scope: RuleScope, mode: DeltaMode): Promise<number> {
    const owner = await this.evaluations.find(kind, id)
    return owner ? this.evaluations.evaluate(owner, scope, mode) : 0
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

  private async highestId(kind: OwnerKind, id: number): Promise<number> {
    const rows = await this.engine.query<{ highest: number }>(
      `SELECT greatest((SELECT max(id) FROM ${CUSTOMER_ENGINE_TABLE.name}), (SELECT max(customer_id) FROM ${MEMBER_TABLES[kind]} WHERE owner_id = {id:UInt64})) AS highest`,
      { id },
    )
    return rows[0]?.highest ?? 0
  }
}
