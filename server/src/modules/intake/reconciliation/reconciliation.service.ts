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
    const pair = (await this.pairs()).find((one) => one.source.kind === source && one.account.id === accountId)
    if (!pair) throw new AppError('NOT_FOUND', { params: { what: '可对账的账号' } })
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

  /** Asks a run to stop at its next page. @throws NOT_FOUND */
  async cancel(id: number): Promise<ReconciliationRun> {
    await this.get(id)
    await this.db.repo(ReconciliationRun).update({ id, state: 'running' }, { cancelRequested: true })
    return this.get(id)
  }

  latest(source: string, accountId: number): Promise<ReconciliationRun | null> {
    return this.db.repo(ReconciliationRun).findOne({ where: { source, accountId }, order: { id: 'DESC' } })
  }

  /** Newest first. */
  async history(skip: number, take: number): Promise<{ items: ReconciliationRun[]; total: number }> {
    const [items, total] = await this.db.repo(ReconciliationRun).findAndCount({ order: { id: 'DESC' }, skip, take })
    return { items, total }
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
    const activeKey = `${source}:${accountId}`
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
      await this.jobs.enqueue(RECONCILE_JOB, { runId }, { key: `reconcile:${runId}` })
      return runId
    })
  }
}
