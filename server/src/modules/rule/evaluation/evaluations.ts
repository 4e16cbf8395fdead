import { Inject, Injectable } from '@nestjs/common'
import { MoreThanOrEqual } from 'typeorm'
import { chunks } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { Job, Jobs } from '../../../platform/jobs'
import { LOGGER, type Logger } from '../../../platform/logger'
import { PeopleFinder } from '../../identity'
import { RuleCompiler } from '../compiler/rule-compiler'
import type { RuleScope } from '../compiler/scope'
import type { DeltaMode } from '../materialised/materialised-delta.entity'
import type { ValueChange } from '../materialised/delta-codec'
import type { OwnerKind } from '../materialised/materialised-tables'
import { MaterialisedValues, ValuesMoved } from '../materialised/materialised-values'
import { KEPT, type Evaluated, type EvaluatedKind } from './evaluated'
import { Looks, type LookMode } from './looks'

export const EVALUATE_ALL_JOB = 'rule.evaluate-all'
export const EVALUATE_SOME_JOB = 'rule.evaluate-some'

/** A statement takes longer to analyse than to run for a few people, and a hundred rules in one half as long as in five. */
const OWNERS_PER_STATEMENT = 100

export interface EvaluateAllPayload {
  kind: OwnerKind
  id: number
}

export interface EvaluateSomePayload extends EvaluateAllPayload {
  customerIds: number[]
}

/** Computes the values of tags and segments: for everyone by a job, for the people concerned as things happen. */
@Injectable()
export class Evaluations {
  private readonly kinds = new Map<OwnerKind, EvaluatedKind>()

  constructor(
    private readonly values: MaterialisedValues,
    private readonly compiler: RuleCompiler,
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly looks: Looks,
    private readonly people: PeopleFinder,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Declares a kind of evaluated things; once, while the server starts. */
  register(kind: EvaluatedKind): void {
    if (this.kinds.has(kind.kind)) throw new Error(`${kind.kind} 有两个来源`)
    this.kinds.set(kind.kind, kind)
    this.values.declare(kind.kind)
  }

  async active(): Promise<Evaluated[]> {
    const lists = await Promise.all([...this.kinds.values()].map((kind) => kind.active()))
    return lists.flat()
  }

  /** Those whose values stand still: only who has gone loses hers. */
  async kept(): Promise<Evaluated[]> {
    const lists = await Promise.all([...this.kinds.values()].map((kind) => kind.kept?.() ?? Promise.resolve([])))
    return lists.flat()
  }

  /** Those that there are, by id. */
  async find(kind: OwnerKind, ids: readonly number[]): Promise<Map<number, Evaluated>> {
    const found = ids.length === 0 ? [] : await this.kinds.get(kind)?.find(ids)
    return new Map(found?.map((owner) => [owner.id, owner]))
  }

  /**
   * Asks for an evaluation over everyone, inside the running transaction. A wish during a running evaluation is
   * remembered and served after it.
   * @returns the id of the job that does it
   */
  async requestAll(kind: OwnerKind, id: number): Promise<number> {
    await this.values.ownerRow(kind, id)
    await this.db.query('UPDATE materialised_owner SET wanted = wanted + 1 WHERE owner_kind = ? AND owner_id = ?', [
      kind,
      id,
    ])
    return this.jobs.enqueue(EVALUATE_ALL_JOB, { kind, id } satisfies EvaluateAllPayload, {
      key: jobKey(kind, id),
    })
  }

  /** Stops the evaluation over everyone; whoever was done keeps the new values. @returns whether there was one */
  async cancelAll(kind: OwnerKind, id: number): Promise<boolean> {
    const jobId = (await this.running(kind, [id])).get(id)
    if (jobId !== undefined) await this.jobs.cancel(jobId)
    return jobId !== undefined
  }

  /** The jobs that look at everyone now, or are about to, by owner. */
  async running(kind: OwnerKind, ids: readonly number[]): Promise<Map<number, number>> {
    if (ids.length === 0) return new Map()
    const owners = new Map(ids.map((id) => [jobKey(kind, id), id]))
    const rows = await this.db.query<{ id: number | string; active_key: string }[]>(
      'SELECT id, active_key FROM job WHERE active_key IN (?)',
      [[...owners.keys()]],
    )
    return new Map(rows.map(({ id, active_key }) => [owners.get(active_key) ?? 0, Number(id)]))
  }

  /** Those whose evaluation over everyone somebody has stopped since then. */
  async stoppedSince(kind: OwnerKind, since: Date): Promise<Set<number>> {
    const stopped = await this.db
      .repo(Job)
      .findBy({ kind: EVALUATE_ALL_JOB, state: 'cancelled', finishedAt: MoreThanOrEqual(since) })
    return new Set(
      stopped.map(({ payload }) => payload as EvaluateAllPayload).flatMap((one) => (one.kind === kind ? one.id : [])),
    )
  }

  /**
   * Evaluates several for some people; only from the feed, between two batches. Whose recorded changes are still on their
   * way to the engine is looked at again after the next batch. What cannot be done together is tried in halves, down to
   * one by one, and what fails by itself is left to a job.
   * @param mode why these people are looked at
   */
  async evaluateSome(owners: readonly Evaluated[], customerIds: readonly number[], mode: LookMode): Promise<void> {
    let done = true
    for (const kind of this.kinds.keys()) {
      const ofKind = owners.filter((owner) => owner.kind === kind)
      const settled = await this.values.settledAmong(
        kind,
        ofKind.map(({ id }) => id),
      )
      const ready = ofKind.filter(({ id }) => settled.has(id))
      if (ready.length < ofKind.length) done = false
      for (const group of chunks(ready, OWNERS_PER_STATEMENT))
        if (!(await this.tryTogether(group, customerIds, mode))) done = false
    }
    if (!done) await this.looks.ask(mode, customerIds)
  }

  /** @returns false when values moved meanwhile */
  private async tryTogether(
    owners: readonly Evaluated[],
    customerIds: readonly number[],
    mode: LookMode,
  ): Promise<boolean> {
    try {
      await this.evaluateTogether(owners, { kind: 'ids', ids: customerIds }, mode)
      return true
    } catch (error) {
      if (error instanceof ValuesMoved) return false
      const [only] = owners
      if (owners.length > 1) {
        let done = true
        for (const half of chunks(owners, Math.ceil(owners.length / 2)))
          if (!(await this.tryTogether(half, customerIds, mode))) done = false
        return done
      }
      if (only) {
        this.logger.warn({ err: error, owner: only.id, kind: only.kind }, '实时计算失败，转后台重试')
        const payload: EvaluateSomePayload = { kind: only.kind, id: only.id, customerIds: [...customerIds] }
        await this.jobs.enqueue(EVALUATE_SOME_JOB, payload)
      }
      return true
    }
  }

  /**
   * Evaluates several of one kind with one statement, and records what changed in one transaction.
   * @returns how many values changed
   * @throws ValuesMoved when recorded changes are still on their way to the engine, or a rule changed meanwhile
   */
  async evaluateTogether(owners: readonly Evaluated[], scope: RuleScope, mode: DeltaMode): Promise<number> {
    const [first] = owners
    if (!first) return 0
    const now = this.clock.now()
    const ruled = owners.flatMap(({ rule, kind, id, version }) =>
      rule && rule !== KEPT ? [{ rule, kind, id, version }] : [],
    )
    const computed = ruled.length === 0 ? null : await this.compiler.compileTogether(ruled, scope, now)
    const kept = owners.filter(({ rule }) => rule === KEPT).map(({ id }) => id)
    const comparisons = await this.values.compare(first.kind, owners, { computed, kept }, scope)
    const changed = comparisons.reduce((sum, { changes }) => sum + changes.length, 0)
    if (changed === 0) return 0
    const modeOf = await this.modes(owners, mode)
    await this.db.transaction(async () => {
      const moved = owners.filter((_, index) => comparisons[index]?.changes.length)
      for (const [index, { changes, basis }] of comparisons.entries()) {
        const owner = owners[index]
        if (!owner || changes.length === 0) continue
        let last = basis
        for (const [why, part] of await this.byMode(changes, modeOf(owner)))
          last = await this.values.record(owner, part, last, why, now)
        await this.kinds.get(owner.kind)?.changed(owner, changes, mode, now)
      }
      // Last, when the rows of the owners are held: whoever changes a rule from here on waits for this transaction.
      const present = await this.find(
        first.kind,
        moved.map(({ id }) => id),
      )
      if (moved.some(({ id, revision }) => present.get(id)?.revision !== revision)) throw new ValuesMoved()
    })
    return changed
  }

  /** Everyone is looked at for the first time by a rule, or again. */
  private async modes(owners: readonly Evaluated[], mode: DeltaMode): Promise<(owner: Evaluated) => DeltaMode> {
    if (mode !== 'batch') return () => mode
    const rows = await this.values.ownerRows(
      owners[0]?.kind ?? 'tag',
      owners.map(({ id }) => id),
    )
    return ({ id, version }) => ((rows.get(id)?.evaluatedVersion ?? 0) < version ? 'rule' : mode)
  }

  /** Whoever was merged or erased loses the values for that reason, though she was looked at like everybody else. */
  private async byMode(changes: readonly ValueChange[], mode: DeltaMode): Promise<[DeltaMode, ValueChange[]][]> {
    const emptied = changes.filter(({ after }) => after.length === 0).map(({ customerId }) => customerId)
    if (mode !== 'real-time' || emptied.length === 0) return [[mode, [...changes]]]
    const living = await this.people.living(emptied)
    const gone = new Set(emptied.filter((id) => living.get(id) !== id))
    return [
      [mode, changes.filter(({ customerId }) => !gone.has(customerId))],
      ['gone', changes.filter(({ customerId }) => gone.has(customerId))],
    ]
  }

  /** Before everyone is evaluated: models that depend on everybody compute their cuts anew. */
  async prepare({ rule, kind, id, version }: Evaluated, now: Date): Promise<void> {
    if (rule && rule !== KEPT) await this.compiler.prepare(rule, { kind, id, version }, now)
  }
}

const jobKey = (kind: OwnerKind, id: number): string => `${EVALUATE_ALL_JOB}:${kind}:${id}`
