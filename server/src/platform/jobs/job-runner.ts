import { randomUUID } from 'node:crypto'
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import { Clock } from '../clock'
import { CONFIG, type Config } from '../config'
import { ActorContext } from '../context'
import { Database, type UpdateResultHeader } from '../database'
import { AppError, errorCodeOf } from '../errors'
import { LOGGER, type Logger } from '../logger'
import { JobRegistry, RunAgainAt, type AnyJobDefinition, type JobContext } from './job-registry'
import type { Job } from './job.entity'
import { Jobs } from './jobs'

const IDLE_POLL_MS = 500
const LEASE_SECONDS = 60
const CLAIM_AT_ONCE = 50
const DEFAULT_ATTEMPTS = 8

/** Thrown inside a transactional job when its lease went to somebody else, so that the transaction rolls back. */
class LeaseLost extends Error {}

type ClaimedJob = Pick<Job, 'id' | 'kind' | 'attempts'> & { payload: string; leaseToken: string }

/** Claims due jobs by compare-and-set and runs them. A process that dies leaves its jobs to others once the lease is over. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false
  private readonly running = new Map<number, { kind: string; done: Promise<void> }>()
  private loop: Promise<void> = Promise.resolve()
  private wakeUp: () => void = () => undefined
  private woken = false

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly registry: JobRegistry,
    private readonly jobs: Jobs,
    private readonly actors: ActorContext,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.includes('worker')) return
    this.jobs.onWork(() => this.wake())
    for (const { kind } of this.registry.recurring()) await this.jobs.enqueue(kind, {}, { key: `every:${kind}` })
    this.loop = this.run()
  }

  /** Lets running jobs end before the connections close. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true
    this.wake()
    await this.loop
    await Promise.all([...this.running.values()].map(({ done }) => done))
  }

  private wake(): void {
    this.woken = true
    this.wakeUp()
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false
      let claimed: ClaimedJob[] = []
      try {
        claimed = await this.claim()
      } catch (error) {
        this.logger.warn({ err: error }, '领取任务失败')
      }
      for (const job of claimed) this.start(job)
      if (claimed.length === 0) await this.idle()
    }
  }

  private async idle(): Promise<void> {
    if (this.woken) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, IDLE_POLL_MS)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private async claim(): Promise<ClaimedJob[]> {
    const open = this.registry.all().filter((definition) => this.freeSlots(definition) > 0)
    if (open.length === 0) return []
    const now = this.clock.now()
    const candidates = await this.db.query<{ id: number | string; kind: string }[]>(
      `SELECT id, kind FROM job
       WHERE (state = 'pending' AND run_at <= ?) AND kind IN (?) ORDER BY run_at, id LIMIT ?`,
      [now, open.map(({ kind }) => kind), CLAIM_AT_ONCE],
    )
    const orphans = await this.db.query<{ id: number | string; kind: string }[]>(
      `SELECT id, kind FROM job WHERE state = 'running' AND lease_until < ? LIMIT ?`,
      [now, CLAIM_AT_ONCE],
    )
    const slots = new Map(open.map((definition) => [definition.kind, this.freeSlots(definition)]))
    const ids = [...orphans, ...candidates].filter(({ kind }) => this.takeSlot(slots, kind)).map(({ id }) => Number(id))
    if (ids.length === 0) return []
    const token = randomUUID()
    const until = new Date(now.getTime() + LEASE_SECONDS * 1000)
    const taken = await this.db.query<UpdateResultHeader>(
      `UPDATE job SET state = 'running', lease_token = ?, lease_until = ?, attempts = attempts + 1
       WHERE id IN (?) AND ((state = 'pending' AND run_at <= ?) OR (state = 'running' AND lease_until < ?))`,
      [token, until, ids, now, now],
    )
    if (taken.affectedRows === 0) return []
    const rows = await this.db.query<{ id: number | string; kind: string; attempts: number; payload: string }[]>(
      'SELECT id, kind, attempts, payload FROM job WHERE lease_token = ?',
      [token],
    )
    return rows.map((row) => ({ ...row, id: Number(row.id), leaseToken: token }))
  }

  private freeSlots(definition: AnyJobDefinition): number {
    const busy = [...this.running.values()].filter(({ kind }) => kind === definition.kind).length
    return (definition.concurrency ?? 1) - busy
  }

  private takeSlot(slots: Map<string, number>, kind: string): boolean {
    const free = slots.get(kind) ?? 0
    slots.set(kind, free - 1)
    return free > 0
  }

  private start(job: ClaimedJob): void {
    const done = this.actors
      .run({ kind: 'system', name: job.kind }, () => this.execute(job))
      // The record is away: what became of the job cannot be written down, and it is run again when its lease is over.
      .catch((error: unknown) =>
        this.logger.warn({ err: error, job: job.id, kind: job.kind }, '任务的结局没有记下，租约到期后会再次执行'),
      )
      .finally(() => {
        this.running.delete(job.id)
        this.wake()
      })
    this.running.set(job.id, { kind: job.kind, done })
  }

  private async execute(job: ClaimedJob): Promise<void> {
    const definition = this.registry.get(job.kind)
    const renewal = setInterval(() => void this.renew(job).catch(() => undefined), (LEASE_SECONDS * 1000) / 3)
    try {
      const payload = JSON.parse(job.payload) as never
      const work = (): Promise<unknown> => definition.handler(payload, this.contextOf(job, definition))
      if (definition.transactional) {
        await this.db.transaction(async () => {
          const result = await work()
          if (!(await this.finish(job, definition, result))) throw new LeaseLost()
        })
      } else {
        await this.finish(job, definition, await work())
      }
    } catch (error) {
      if (error instanceof RunAgainAt) await this.postpone(job, error.at)
      else if (!(error instanceof LeaseLost)) await this.fail(job, definition, error)
    } finally {
      clearInterval(renewal)
    }
  }

  private contextOf(job: ClaimedJob, definition: AnyJobDefinition): JobContext {
    const cancelRequested = async (): Promise<boolean> => {
      const rows = await this.db.query<{ cancel_requested: number }[]>(
        'SELECT cancel_requested FROM job WHERE id = ?',
        [job.id],
      )
      return rows[0]?.cancel_requested === 1
    }
    return {
      jobId: job.id,
      attempt: job.attempts,
      progress: async (done, total) => {
        await this.renew(job, { done, total })
      },
      cancelled: async () => (await cancelRequested()) || this.stopping,
      endingOf: async (error) => {
        if (await cancelRequested()) return 'cancelled'
        return isLastTry(job, definition) && !isCancelled(error) ? 'failed' : null
      },
    }
  }

  private async renew(job: ClaimedJob, progress?: { done: number; total: number }): Promise<void> {
    const until = new Date(this.clock.now().getTime() + LEASE_SECONDS * 1000)
    await this.db.query(
      `UPDATE job SET lease_until = ?${progress ? ', progress_done = ?, progress_total = ?' : ''} WHERE id = ? AND lease_token = ?`,
      [until, ...(progress ? [progress.done, progress.total] : []), job.id, job.leaseToken],
    )
  }

  /** @returns false when the lease was lost meanwhile */
  private async finish(job: ClaimedJob, definition: AnyJobDefinition, result: unknown): Promise<boolean> {
    const recurrence = this.registry.recurrenceOf(job.kind)
    if (recurrence) {
      const next = new Date(this.clock.now().getTime() + recurrence.seconds * 1000)
      return this.write(
        `UPDATE job SET state = 'pending', attempts = 0, lease_token = NULL, run_at = ?, last_error = NULL WHERE id = ? AND lease_token = ?`,
        [next, job.id, job.leaseToken],
      )
    }
    if (!definition.keep)
      return this.write('DELETE FROM job WHERE id = ? AND lease_token = ?', [job.id, job.leaseToken])
    return this.write(
      `UPDATE job SET state = 'done', active_key = NULL, lease_token = NULL, result = ?, finished_at = ? WHERE id = ? AND lease_token = ?`,
      [JSON.stringify(result ?? null), this.clock.now(), job.id, job.leaseToken],
    )
  }

  private async postpone(job: ClaimedJob, at: Date): Promise<void> {
    await this.write(
      `UPDATE job SET state = 'pending', attempts = 0, lease_token = NULL, run_at = ? WHERE id = ? AND lease_token = ?`,
      [at, job.id, job.leaseToken],
    )
  }

  private async write(sql: string, params: unknown[]): Promise<boolean> {
    return (await this.db.query<UpdateResultHeader>(sql, params)).affectedRows === 1
  }

  private async fail(job: ClaimedJob, definition: AnyJobDefinition, error: unknown): Promise<void> {
    const cancelled = isCancelled(error)
    const recurring = this.registry.recurrenceOf(job.kind) !== undefined
    const exhausted = isLastTry(job, definition) && !recurring
    if (!cancelled)
      this.logger[exhausted ? 'error' : 'warn'](
        { err: error, job: job.id, kind: job.kind, attempt: job.attempts },
        '任务失败',
      )
    const retryInMs = Math.min(300_000, 1000 * 2 ** Math.min(job.attempts - 1, 10)) * (0.75 + Math.random() / 2)
    // A shutdown stops a job without ending it, at its last try too.
    const ended = cancelled ? !this.stopping : exhausted
    const state = ended ? (cancelled ? 'cancelled' : 'dead') : 'pending'
    await this.db.query(
      `UPDATE job SET state = ?, last_error = ?, lease_token = NULL, run_at = ?, active_key = IF(?, NULL, active_key),
         finished_at = IF(?, ?, NULL) WHERE id = ? AND lease_token = ?`,
      [
        state,
        errorCodeOf(error).slice(0, 120),
        new Date(this.clock.now().getTime() + (cancelled ? 0 : retryInMs)),
        ended,
        ended,
        this.clock.now(),
        job.id,
        job.leaseToken,
      ],
    )
  }
}

const isCancelled = (error: unknown): boolean => error instanceof AppError && error.code === 'CANCELLED'

const isLastTry = ({ attempts }: ClaimedJob, { maxAttempts = DEFAULT_ATTEMPTS }: AnyJobDefinition): boolean =>
  attempts >= maxAttempts
