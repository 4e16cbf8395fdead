import { Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { Database, type UpdateResultHeader } from '../../platform/database'
import { AccountService } from '../account'
import type { RawMessageFilter } from './intake.dto'
import { IntakeWorker } from './intake-worker'
import { filterSql } from './message-filter'
import { cappedCount } from './message-queries'

/** Had no effect yet, and nobody works on it. */
const REPLAYABLE = "(state = 'dead' OR (state = 'failed' AND (lease_token IS NULL OR next_at <= ?)))"

/** The ids of some replayable messages, and how far they reach. */
export interface ReplayableRange {
  total: number
  lastId: number
}

/** Messages that had no effect and may be given another row of tries; those that are being handled right now are not among them. */
@Injectable()
export class ReplayableMessages {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly worker: IntakeWorker,
    private readonly accounts: AccountService,
  ) {}

  /** How many fit a filter, counted as far as `COUNTED_AT_MOST`. */
  async count(filter: RawMessageFilter): Promise<number> {
    const { sql, params } = await this.conditionOf(filter)
    return cappedCount(this.db, { sql: `${sql} AND ${REPLAYABLE}`, params: [...params, this.clock.now()] })
  }

  /** How many fit a filter now, and the highest id among them. */
  async range(filter: RawMessageFilter): Promise<ReplayableRange> {
    const { sql, params } = await this.conditionOf(filter)
    const [range] = await this.db.query<{ total: string; last: string | null }[]>(
      `SELECT COUNT(*) AS total, MAX(id) AS last FROM raw_message WHERE ${sql} AND ${REPLAYABLE}`,
      [...params, this.clock.now()],
    )
    return { total: Number(range?.total), lastId: Number(range?.last) }
  }

  /** The oldest of those that fit a filter, between two ids. */
  async next(filter: RawMessageFilter, afterId: number, lastId: number, limit: number): Promise<number[]> {
    const { sql, params } = await this.conditionOf(filter)
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT id FROM raw_message WHERE ${sql} AND ${REPLAYABLE} AND id > ? AND id <= ? ORDER BY id LIMIT ?`,
      [...params, this.clock.now(), afterId, lastId, limit],
    )
    return rows.map(({ id }) => Number(id))
  }

  /** @returns how many of them have another row of tries now; the others had their effect or are being handled */
  async renew(ids: number[]): Promise<number> {
    const now = this.clock.now()
    const { affectedRows } = await this.db.query<UpdateResultHeader>(
      `UPDATE raw_message SET state = 'pending', attempts = 0, next_at = ?, lease_token = NULL, handled_at = NULL
       WHERE id IN (?) AND ${REPLAYABLE}`,
      [now, ids, now],
    )
    await this.db.afterCommit(() => this.worker.wake())
    return affectedRows
  }

  private async conditionOf(filter: RawMessageFilter): Promise<{ sql: string; params: unknown[] }> {
    return filterSql(
      filter,
      (await this.accounts.list()).map(({ key }) => key),
    )
  }
}
