import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Jobs } from '../../../platform/jobs'
import { AccountService, type TouchpointAccount } from '../../account'
import { ReconciliationRegistry, type ReconciliationSource } from './reconciliation.registry'
import { ReconciliationRun } from './reconciliation-run.entity'
import { RECONCILE_JOB } from './reconcile.job'

export interface ReconciliationPair {
  source: ReconciliationSource
  account: TouchpointAccount
}

const activeKeyOf = (source: string, accountId: number): string => `${source}:${accountId}`

/** Starts, stops and tells about comparisons of the record with the platforms' lists. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly sources: ReconciliationRegistry,
    private readonly accounts: AccountService,
    private readonly jobs: Jobs,
    private readonly actors: ActorContext,
    private readonly audit: AuditTrail,
  ) {}

  /** Every source with every account in use that it can compare. */
  async pairs(): Promise<ReconciliationPair[]> {
    const accounts = (await this.accounts.list()).filter(({ status }) => status === 'active')
    return this.sources
      .all()
      .flatMap((source) =>
        accounts.filter(({ kind }) => kind === source.accountKind).map((account) => ({ source, account })),
      )
  }

  /** @throws NOT_FOUND, RECONCILIATION_RUNNING */
  async start(source: string, accountId: number): Promise<ReconciliationRun> {
    const pair = await this.pairOf(source, accountId)
    const id = await this.insert(source, accountId)
    if (id === null) throw new AppError('RECONCILIATION_RUNNING')
    this.audit.describe({ action: 'intake.reconcile', after: { source, account: pair.account.name } })
    return this.get(id)
  }

  /** Starts one unless one has been started since, or runs. */
  async startUnlessSince(source: string, accountId: number, since: Date): Promise<void> {
    const latest = await this.latest(source, accountId)
    if (!latest || latest.startedAt < since) await this.insert(source, accountId)
  }

  /** Asks a run to stop at its next page, or now when it waits for the platform. @throws NOT_FOUND */
  async cancel(id: number): Promise<ReconciliationRun> {
    const { jobId } = await this.get(id)
    await this.db.repo(ReconciliationRun).update({ id, state: 'running' }, { cancelRequested: true })
    if (jobId !== null) await this.jobs.hasten(jobId)
    return this.get(id)
  }

  /** Takes a failed run up again at the page it was at. @throws NOT_FOUND, RECONCILIATION_RUNNING, RECONCILIATION_ENDED */
  async resume(id: number): Promise<ReconciliationRun> {
    const run = await this.get(id)
    const { source, accountId } = run
    await this.pairOf(source, accountId)
    await this.db.transaction(async () => {
      const activeKey = activeKeyOf(source, accountId)
      if (await this.db.repo(ReconciliationRun).findOneBy({ activeKey })) throw new AppError('RECONCILIATION_RUNNING')
      if (!(await this.isResumable(run))) throw new AppError('RECONCILIATION_ENDED')
      const fresh = { failures: 0, lastError: null, cancelRequested: false, endedAt: null }
      await this.db
        .repo(ReconciliationRun)
        .update({ id, state: 'failed' }, { ...fresh, state: 'running', activeKey, jobId: await this.enqueue(id) })
    })
    this.audit.describe({ action: 'intake.reconcile-resume', after: { source, run: id } })
    return this.get(id)
  }

  /** Only the latest one: what an earlier one had seen is known no more. */
  async isResumable({ id, state, source, accountId }: ReconciliationRun): Promise<boolean> {
    return state === 'failed' && (await this.latest(source, accountId))?.id === id
  }

  latest(source: string, accountId: number): Promise<ReconciliationRun | null> {
    return this.db.repo(ReconciliationRun).findOne({ where: { source, accountId }, order: { id: 'DESC' } })
  }

  /** Newest first. */
  async history(skip: number, take: number): Promise<{ items: ReconciliationRun[]; total: number }> {
    const [items, total] = await this.db.repo(ReconciliationRun).findAndCount({ order: { id: 'DESC' }, skip, take })
    return { items, total }
  }

  /** @throws NOT_FOUND */
  private async pairOf(source: string, accountId: number): Promise<ReconciliationPair> {
    const pair = (await this.pairs()).find((one) => one.source.kind === source && one.account.id === accountId)
    if (!pair) throw new AppError('NOT_FOUND', { params: { what: '可对账的账号' } })
    return pair
  }

  private async get(id: number): Promise<ReconciliationRun> {
    const run = await this.db.repo(ReconciliationRun).findOneBy({ id })
    if (!run) throw new AppError('NOT_FOUND', { params: { what: '对账记录' } })
    return run
  }

  /** @returns null when one runs already */
  private async insert(source: string, accountId: number): Promise<number | null> {
    const actor = this.actors.current()
    const now = this.clock.now()
    const activeKey = activeKeyOf(source, accountId)
    return this.db.transaction(async () => {
      const running = await this.db.repo(ReconciliationRun).findOneBy({ activeKey })
      if (running) return null
      const inserted = await this.db.query<UpdateResultHeader>(
        `INSERT INTO reconciliation_run (source, account_id, active_key, requested_by, started_at, moved_at)
         VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
        [source, accountId, activeKey, actor.kind === 'staff' ? actor.staffId : null, now, now],
      )
      const runId = inserted.insertId
      const own = await this.db.repo(ReconciliationRun).findOneBy({ id: runId, activeKey })
      if (!own) return null
      // What a failed one had kept for being taken up again.
      await this.db.query(
        `DELETE FROM reconciliation_seen WHERE run_id IN
         (SELECT id FROM reconciliation_run WHERE source = ? AND account_id = ? AND id <> ?)`,
        [source, accountId, runId],
      )
      await this.db.repo(ReconciliationRun).update({ id: runId }, { jobId: await this.enqueue(runId) })
      return runId
    })
  }

  private enqueue(runId: number): Promise<number> {
    return this.jobs.enqueue(RECONCILE_JOB, { runId })
  }
}
