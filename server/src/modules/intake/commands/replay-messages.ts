import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import type { RawMessageFilter, ReplayBody } from '../intake.dto'
import { IntakeWorker } from '../intake-worker'

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
  ) {}

  /** @throws REPLAY_NOTHING when neither ids nor a filter are given */
  async run({ ids, filter }: ReplayBody): Promise<ReplayCount> {
    const { sql, params, wanted } = ids?.length
      ? { sql: 'id IN (?)', params: [ids], wanted: ids.length }
      : { ...conditionOf(filter), wanted: undefined }
    const now = this.clock.now()
    const { affectedRows } = await this.db.query<UpdateResultHeader>(
      `UPDATE raw_message SET state = 'pending', attempts = 0, next_at = ?, lease_token = NULL, handled_at = NULL
       WHERE ${sql} AND (state = 'dead' OR (state = 'failed' AND (lease_token IS NULL OR next_at <= ?)))`,
      [now, ...params, now],
    )
    this.audit.describe({ action: 'intake.replay', after: { ids, filter, replayed: affectedRows } })
    await this.db.afterCommit(() => this.worker.wake())
    return { replayed: affectedRows, skipped: (wanted ?? affectedRows) - affectedRows }
  }
}

function conditionOf(filter: RawMessageFilter | undefined): { sql: string; params: unknown[] } {
  if (!filter) throw new AppError('REPLAY_NOTHING')
  const conditions: [string, unknown][] = [
    ['state = ?', filter.state],
    ['kind = ?', filter.kind],
    ['account_id = ?', filter.accountId],
    ['received_at >= ?', filter.from && new Date(filter.from)],
    ['received_at < ?', filter.to && new Date(filter.to)],
    ['last_error = ?', filter.search],
  ]
  const given = conditions.filter(([, value]) => value !== undefined)
  return { sql: ['1 = 1', ...given.map(([sql]) => sql)].join(' AND '), params: given.map(([, value]) => value) }
}
