import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { AccountService } from '../../account'
import type { RawMessageFilter, ReplayBody } from '../intake.dto'
import { IntakeWorker } from '../intake-worker'
import { filterSql } from '../message-filter'

/** Had no effect yet, and nobody works on it. */
const REPLAYABLE = "(state = 'dead' OR (state = 'failed' AND (lease_token IS NULL OR next_at <= ?)))"

export interface ReplayCount {
  replayed: number
  skipped: number
}

/**
 * Gives messages that had no effect another row of tries. One that is done is never handled again: its effect is there.
 * One that is being handled right now is left alone too.
 */
@Injectable()
export class ReplayMessages {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly worker: IntakeWorker,
    private readonly audit: AuditTrail,
    private readonly accounts: AccountService,
  ) {}

  /** @throws REPLAY_NOTHING when neither ids nor a filter are given */
  async run({ ids, filter }: ReplayBody): Promise<ReplayCount> {
    const { sql, params, wanted } = ids?.length
      ? { sql: 'id IN (?)', params: [ids], wanted: ids.length }
      : { ...(await this.conditionOf(filter)), wanted: undefined }
    const now = this.clock.now()
    const { affectedRows } = await this.db.query<UpdateResultHeader>(
      `UPDATE raw_message SET state = 'pending', attempts = 0, next_at = ?, lease_token = NULL, handled_at = NULL
       WHERE ${sql} AND ${REPLAYABLE}`,
      [now, ...params, now],
    )
    this.audit.describe({ action: 'intake.replay', after: { ids, filter, replayed: affectedRows } })
    await this.db.afterCommit(() => this.worker.wake())
    return { replayed: affectedRows, skipped: (wanted ?? affectedRows) - affectedRows }
  }

  /** How many would be tried again. */
  async count(filter: RawMessageFilter): Promise<number> {
    const { sql, params } = await this.conditionOf(filter)
    const rows = await this.db.query<{ count: string }[]>(
      `SELECT COUNT(*) AS count FROM raw_message WHERE ${sql} AND ${REPLAYABLE}`,
      [...params, this.clock.now()],
    )
    return Number(rows[0]?.count)
  }

  private async conditionOf(filter: RawMessageFilter | undefined): Promise<{ sql: string; params: unknown[] }> {
    if (!filter) throw new AppError('REPLAY_NOTHING')
    return filterSql(
      filter,
      (await this.accounts.list()).map(({ key }) => key),
    )
  }
}
