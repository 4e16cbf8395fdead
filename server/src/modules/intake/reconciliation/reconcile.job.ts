import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry, RunAgainAt, type JobContext } from '../../../platform/jobs'
import { LOGGER, type Logger } from '../../../platform/logger'
import { QuotaReached } from '../../../wechat'
import { failureCodeOf, pauseAfter } from '../intake.policy'
import { Intake } from '../intake.service'
import {
  ReconciliationRegistry,
  type Finding,
  type ListedItem,
  type ReconciliationSource,
} from './reconciliation.registry'
import { ReconciliationRun } from './reconciliation-run.entity'

export const RECONCILE_JOB = 'intake.reconcile'

/** In a row, without a page between them: with the pauses between, the platform has been away for half an hour. */
const MAX_FAILURES = 8
const ASK_RECORD_AT_ONCE = 500
const ASK_PLATFORM_AT_ONCE = 100
/** A tie that began while the list was being read may be missing from it: only older ones count as vanished. */
const MARGIN_MS = 5 * 60_000

type Counts = Partial<Pick<ReconciliationRun, 'seen' | 'known' | 'found' | 'vanished' | 'failed'>>

/**
 * Compares the record with a platform's list, page by page. Each page ends with one write of counts and cursor, so a
 * killed run goes on with the page that it was at; what that page had told intake already is a duplicate there. A
 * platform that stumbles is asked again later, page by page; one whose limit is reached, when the limit is over.
 */
@Injectable()
export class ReconcileJob implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly intake: Intake,
    private readonly sources: ReconciliationRegistry,
    private readonly jobs: JobRegistry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.register<{ runId: number }>({
      kind: RECONCILE_JOB,
      concurrency: 2,
      handler: ({ runId }, context) => this.run(runId, context),
    })
  }

  private async run(runId: number, context: JobContext): Promise<void> {
    const run = await this.db.repo(ReconciliationRun).findOneBy({ id: runId })
    const source = run && this.sources.find(run.source)
    if (!run || !source || run.state !== 'running' || (run.jobId ?? context.jobId) !== context.jobId) return
    try {
      await this.go(run, source, context)
      await this.end(run, 'done')
    } catch (error) {
      if (failureCodeOf(error) === 'CANCELLED') throw error
      await this.comeBackOrFail(run, error)
    }
  }

  /** @throws RunAgainAt unless the run has failed too often */
  private async comeBackOrFail(run: ReconciliationRun, error: unknown): Promise<void> {
    const failures = error instanceof QuotaReached ? run.failures : run.failures + 1
    const failed = failures >= MAX_FAILURES
    const nextAt =
      error instanceof QuotaReached
        ? error.until
        : new Date(this.clock.now().getTime() + pauseAfter(failures, Math.random()))
    const lastError = failureCodeOf(error).slice(0, 64)
    await this.db
      .repo(ReconciliationRun)
      .update({ id: run.id }, { failures, lastError, nextAt: failed ? null : nextAt })
    this.logger[failed ? 'error' : 'warn']({ err: error, run: run.id, source: run.source }, '对账没有进行下去')
    if (!failed) throw new RunAgainAt(nextAt)
    await this.end(run, 'failed')
  }

  private async go(run: ReconciliationRun, source: ReconciliationSource, context: JobContext): Promise<void> {
    for (let cursor = run.phase === 'listing' ? run.cursor : undefined; cursor !== undefined;) {
      if (!(await this.mayGoOn(run, context))) return
      const { items, next, total, failed = 0 } = await source.page(run.accountId, cursor)
      const counts = await this.takeIn(run, source, items, failed)
      const ended = next === null
      await this.move(run, counts, {
        ...(ended ? { phase: 'vanished' as const, cursor: null } : { cursor: next }),
        ...(total === undefined ? {} : { expected: total }),
        subjects: items.map(({ subject }) => subject),
      })
      cursor = ended ? undefined : next
      await context.progress(Number(run.seen), total ?? 0)
    }
    if (source.believed) await this.findVanished(run, source, context)
  }

  /** @returns false when somebody cancelled the run. @throws CANCELLED when the process stops: another one goes on */
  private async mayGoOn(run: ReconciliationRun, context: JobContext): Promise<boolean> {
    const now = await this.db.repo(ReconciliationRun).findOneByOrFail({ id: run.id })
    Object.assign(run, now)
    if (now.cancelRequested) {
      await this.end(run, 'cancelled')
      return false
    }
    if (await context.cancelled()) throw new AppError('CANCELLED')
    return true
  }

  private async takeIn(
    run: ReconciliationRun,
    source: ReconciliationSource,
    items: ListedItem[],
    refused: number,
  ): Promise<Counts> {
    const counts = { seen: items.length + refused, known: 0, found: 0, failed: refused }
    for (const some of chunks(items, ASK_RECORD_AT_ONCE)) {
      const known = await source.known(run.accountId, some)
      counts.known += some.filter(({ subject }) => known.has(subject)).length
      const unknown = some.filter(({ subject }) => !known.has(subject))
      for (const few of chunks(unknown, ASK_PLATFORM_AT_ONCE)) {
        const { messages, failed } = await source.missing(run.accountId, few)
        const fresh = await this.tell(run, messages)
        counts.found += fresh
        counts.known += messages.length - fresh
        counts.failed += failed
      }
    }
    return counts
  }

  private async findVanished(run: ReconciliationRun, source: ReconciliationSource, context: JobContext): Promise<void> {
    const before = new Date(run.startedAt.getTime() - MARGIN_MS)
    for (;;) {
      if (!(await this.mayGoOn(run, context))) return
      const after = typeof run.cursor === 'number' ? run.cursor : 0
      const believed = (await source.believed?.(run.accountId, { after, limit: ASK_RECORD_AT_ONCE, before })) ?? []
      const last = believed.at(-1)
      if (!last) return
      const subjects = believed.map(({ subject }) => subject)
      const rows = await this.db.query<{ subject: string }[]>(
        'SELECT subject FROM reconciliation_seen WHERE run_id = ? AND subject IN (?)',
        [run.id, subjects],
      )
      const listed = new Set(rows.map(({ subject }) => subject))
      const counts = { vanished: 0, failed: 0 }
      for (const few of chunks(
        [...new Set(subjects)].filter((subject) => !listed.has(subject)),
        ASK_PLATFORM_AT_ONCE,
      )) {
        const gone = await source.vanished?.(run.accountId, few, run.startedAt)
        if (!gone) continue
        counts.vanished += await this.tell(run, gone.messages)
        counts.failed += gone.failed
      }
      await this.move(run, counts, { cursor: last.id, subjects: [] })
    }
  }

  /** @returns how many were new to intake */
  private async tell({ accountId }: ReconciliationRun, messages: Finding[]): Promise<number> {
    const accepted = await Promise.all(messages.map((message) => this.intake.acceptOrKnow({ ...message, accountId })))
    return accepted.filter(({ duplicate }) => !duplicate).length
  }

  private async move(
    run: ReconciliationRun,
    counts: Counts,
    { subjects, ...place }: Partial<Pick<ReconciliationRun, 'phase' | 'cursor' | 'expected'>> & { subjects: string[] },
  ): Promise<void> {
    for (const name of ['seen', 'known', 'found', 'vanished', 'failed'] as const) run[name] += counts[name] ?? 0
    Object.assign(run, place, { movedAt: this.clock.now(), lastError: null, failures: 0, nextAt: null })
    await this.db.transaction(async () => {
      for (const some of chunks(subjects, 1000)) {
        await this.db.query(
          `INSERT INTO reconciliation_seen (run_id, subject) VALUES ${some.map(() => '(?, ?)').join(', ')}
           ON DUPLICATE KEY UPDATE run_id = run_id`,
          some.flatMap((subject) => [run.id, subject]),
        )
      }
      const { phase, cursor, expected, movedAt, lastError, failures, nextAt } = run
      const { seen, known, found, vanished, failed } = run
      const state = { phase, cursor: cursor as object, expected, movedAt, lastError, failures, nextAt }
      await this.db.repo(ReconciliationRun).update({ id: run.id }, { ...state, seen, known, found, vanished, failed })
    })
  }

  private async end(run: ReconciliationRun, state: 'done' | 'cancelled' | 'failed'): Promise<void> {
    // Ended before: somebody cancelled it.
    const { affected } = await this.db
      .repo(ReconciliationRun)
      .update({ id: run.id, state: 'running' }, { state, activeKey: null, nextAt: null, endedAt: this.clock.now() })
    // A failed one may be taken up again, and then wants to know what it has seen.
    if (affected && state !== 'failed')
      await this.db.query('DELETE FROM reconciliation_seen WHERE run_id = ?', [run.id])
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
