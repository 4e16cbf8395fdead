import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Clock } from '../../platform/clock'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { skipTake } from '../../platform/http'
import type { RawMessageQuery } from './intake.dto'
import { filterSql } from './message-filter'
import { RawMessage, type RawMessageState } from './raw-message.entity'
import { Sparing } from './sparing'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const CHART_MINUTES = 60

/** Counting stops here: a stream of millions is not counted for every look at it. */
const COUNTED_AT_MOST = 10_001

export interface MinuteCounts {
  at: Date
  accepted: number
  refused: number
}

export interface StreamFigures {
  /** Unfinished and dead messages of all time; done and refused ones of the last 24 hours. */
  counts: Record<RawMessageState, number>
  /** Accepted messages and refused callbacks per minute of the last hour, oldest first, zeros included. */
  minutes: MinuteCounts[]
  /** Refused callbacks of the last 24 hours by code, most frequent first. */
  refusals: { code: string; count: number }[]
}

/** How many raw messages fit a condition; anything above ten thousand is 10 001. */
export async function cappedCount(
  db: Database,
  { sql, params }: { sql: string; params: readonly unknown[] },
): Promise<number> {
  const rows = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) AS count FROM (SELECT 1 FROM raw_message WHERE ${sql} LIMIT ?) fitting`,
    [...params, COUNTED_AT_MOST],
  )
  return Number(rows[0]?.count)
}

/** What the console asks about raw messages. */
@Injectable()
export class MessageQueries {
  private readonly sparing = new Sparing<StreamFigures>(async () => {
    const [counts, minutes, refusals] = await Promise.all([this.countByState(), this.minutes(), this.refusals()])
    return { counts, minutes, refusals }
  })

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** How the stream goes. Every open console asks every few seconds: with millions of messages they share an answer. */
  figures(): Promise<StreamFigures> {
    return this.sparing.ask()
  }

  /**
   * One page, newest first.
   * @param accountKeys appids and corpids that a searched person may belong to
   */
  async list(
    query: RawMessageQuery,
    accountKeys: string[],
  ): Promise<{ items: RawMessage[]; total: number; totalIsCapped: boolean }> {
    const { sql, params } = filterSql(query, accountKeys)
    const { skip, take } = skipTake(query)
    const total = await cappedCount(this.db, { sql, params })
    const ids = await this.db.query<{ id: string }[]>(
      `SELECT id FROM raw_message WHERE ${sql} ORDER BY id DESC LIMIT ? OFFSET ?`,
      [...params, take, skip],
    )
    const items = await this.db
      .repo(RawMessage)
      .find({ where: { id: In(ids.map(({ id }) => Number(id))) }, order: { id: 'DESC' } })
    return { items, total, totalIsCapped: total === COUNTED_AT_MOST }
  }

  /** @throws NOT_FOUND */
  async get(id: number): Promise<RawMessage> {
    const message = await this.db.repo(RawMessage).findOneBy({ id })
    if (!message) throw new AppError('NOT_FOUND', { params: { what: '原始消息' } })
    return message
  }

  private async countByState(): Promise<Record<RawMessageState, number>> {
    const since = new Date(this.clock.now().getTime() - DAY_MS)
    const rows = await this.db.query<{ state: RawMessageState; count: string }[]>(
      `(SELECT state, COUNT(*) AS count FROM raw_message WHERE state IN ('pending', 'failed', 'dead') GROUP BY state)
       UNION ALL
       (SELECT state, COUNT(*) AS count FROM raw_message WHERE received_at >= ? AND state IN ('done', 'refused') GROUP BY state)`,
      [since],
    )
    const counts = { pending: 0, failed: 0, dead: 0, done: 0, refused: 0 }
    for (const row of rows) counts[row.state] = Number(row.count)
    return counts
  }

  private async minutes(): Promise<MinuteCounts[]> {
    const last = Math.floor(this.clock.now().getTime() / MINUTE_MS)
    const first = last - CHART_MINUTES + 1
    const accepted = await this.perMinute(
      `SELECT TIMESTAMPDIFF(MINUTE, '1970-01-01', received_at) AS minute, COUNT(*) AS count FROM raw_message
       WHERE received_at >= ? GROUP BY 1`,
      new Date(first * MINUTE_MS),
    )
    const refused = await this.perMinute(
      `SELECT TIMESTAMPDIFF(MINUTE, '1970-01-01', minute) AS minute, SUM(refusals) AS count FROM intake_refusal
       WHERE minute >= ? GROUP BY 1`,
      new Date(first * MINUTE_MS),
    )
    return Array.from({ length: CHART_MINUTES }, (_, index) => ({
      at: new Date((first + index) * MINUTE_MS),
      accepted: accepted.get(first + index) ?? 0,
      refused: refused.get(first + index) ?? 0,
    }))
  }

  private async refusals(): Promise<{ code: string; count: number }[]> {
    const rows = await this.db.query<{ code: string; count: string }[]>(
      'SELECT code, SUM(refusals) AS count FROM intake_refusal WHERE minute >= ? GROUP BY code ORDER BY 2 DESC',
      [new Date(this.clock.now().getTime() - DAY_MS)],
    )
    return rows.map((row) => ({ code: row.code, count: Number(row.count) }))
  }

  private async perMinute(sql: string, since: Date): Promise<Map<number, number>> {
    const rows = await this.db.query<{ minute: string; count: string }[]>(sql, [since])
    return new Map(rows.map((row) => [Number(row.minute), Number(row.count)]))
  }
}
