import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'

export interface Reading {
  reads: number
  readers: number
  meanSeconds: number | null
}

export interface ReadingDay {
  day: string
  reads: number
  readers: number
}

const NOTHING: Reading = { reads: 0, readers: 0, meanSeconds: null }

/** How much articles are read: a question about many people, so the audience engine answers it. */
@Injectable()
export class ReadingService {
  constructor(private readonly engine: AudienceEngine) {}

  /** Reads, readers and mean seconds per article over its whole life. */
  async of(articleIds: readonly number[]): Promise<Map<number, Reading>> {
    if (articleIds.length === 0) return new Map()
    const rows = await this.engine.query<Reading & { id: number }>(
      `SELECT content_id AS id, count() AS reads, uniqExact(customer_id) AS readers,
         avgOrNull(toFloat64OrNull(properties['duration_seconds'])) AS meanSeconds
       FROM event WHERE name = 'read_content' AND content_id IN {ids:Array(UInt64)} GROUP BY content_id`,
      { ids: [...articleIds] },
    )
    const known = new Map(rows.map(({ id, ...reading }) => [Number(id), reading]))
    return new Map(articleIds.map((id) => [id, known.get(id) ?? NOTHING]))
  }

  /** Shanghai days of the last `days` on which an article was read, oldest first. */
  async days(articleId: number, days: number): Promise<ReadingDay[]> {
    return this.engine.query<ReadingDay>(
      `SELECT toString(toDate(occurred_at, 'Asia/Shanghai')) AS day, count() AS reads, uniqExact(customer_id) AS readers
       FROM event WHERE name = 'read_content' AND content_id = {id:UInt64} AND occurred_at >= now64(3) - toIntervalDay({days:UInt16})
       GROUP BY day ORDER BY day`,
      { id: articleId, days },
    )
  }
}
