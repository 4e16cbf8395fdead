import { Injectable } from '@nestjs/common'
import { Clock } from '../clock'
import { ActorContext } from '../context'
import { Database, type UpdateResultHeader } from '../database'
import { AppError } from '../errors'
import { JobRegistry } from './job-registry'
import { Job } from './job.entity'

export interface EnqueueOptions {
  /** While a job with this key waits or runs, enqueueing again returns that one. */
  key?: string
  runAt?: Date
}

/** Puts background work into the queue and tells how it goes. */
@Injectable()
export class Jobs {
  private wake: () => void = () => undefined

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly registry: JobRegistry,
    private readonly actors: ActorContext,
  ) {}

  /** Called by the runner, to be woken as soon as work is committed. */
  onWork(wake: () => void): void {
    this.wake = wake
  }

  /**
   * Adds a job inside the running transaction: it exists if and only if the transaction commits.
   * @returns the id of the new job, or of the one that already waits or runs under the same key
   */
  async enqueue(kind: string, payload: unknown, options: EnqueueOptions = {}): Promise<number> {
    const inserted = await this.insert(kind, [{ payload, key: options.key }], options.runAt)
    return inserted.insertId
  }

  /** Adds several jobs of one kind with one statement. */
  async enqueueMany(kind: string, items: { payload: unknown; key?: string }[], runAt?: Date): Promise<void> {
    if (items.length > 0) await this.insert(kind, items, runAt)
  }

  private async insert(
    kind: string,
    items: { payload: unknown; key?: string }[],
    runAt?: Date,
  ): Promise<UpdateResultHeader> {
    this.registry.get(kind)
    const actor = this.actors.current()
    const requestedBy = actor.kind === 'staff' ? actor.staffId : null
    const at = runAt ?? this.clock.now()
    const values = items.map(() => "(?, ?, 'pending', ?, ?, ?)").join(', ')
    const params = items.flatMap(({ payload, key }) => [
      kind,
      key ?? null,
      JSON.stringify(payload ?? {}),
      at,
      requestedBy,
    ])
    const inserted = await this.db.query<UpdateResultHeader>(
      `INSERT INTO job (kind, active_key, state, payload, run_at, requested_by) VALUES ${values}
       ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)`,
      params,
    )
    await this.db.afterCommit(() => this.wake())
    return inserted
  }

  async find(id: number): Promise<Job | null> {
    return this.db.repo(Job).findOneBy({ id })
  }

  /** Has a job that waits for its time run now. */
  async hasten(id: number): Promise<void> {
    const now = this.clock.now()
    await this.db.query(`UPDATE job SET run_at = ? WHERE id = ? AND state = 'pending' AND run_at > ?`, [now, id, now])
    await this.db.afterCommit(() => this.wake())
  }

  /** Asks a job to stop: at once when it waits, at its next step when it runs. @throws NOT_FOUND */
  async cancel(id: number): Promise<void> {
    const job = await this.find(id)
    if (!job) throw new AppError('NOT_FOUND', { params: { what: '任务' } })
    await this.db.query(
      `UPDATE job SET cancel_requested = 1, active_key = IF(state = 'pending', NULL, active_key),
         finished_at = IF(state = 'pending', ?, finished_at), state = IF(state = 'pending', 'cancelled', state)
       WHERE id = ? AND state IN ('pending', 'running')`,
      [this.clock.now(), id],
    )
  }
}
