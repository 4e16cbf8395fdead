import { Injectable } from '@nestjs/common'
import { SidePool, type UpdateResultHeader } from '../../platform/database'
import type { RateStore } from '../../wechat'

/** Counts calls in the record, so that several processes stay below a platform's limits together. */
@Injectable()
export class DatabaseRateStore implements RateStore {
  constructor(private readonly side: SidePool) {}

  async take(name: string, spanStart: Date, want: number, limit: number): Promise<number> {
    let counted = await this.count(name, spanStart, want)
    if (counted.affectedRows === 0) {
      await this.side.query(
        'INSERT INTO wechat_rate (name, span_start, used) VALUES (?, ?, 0) ON DUPLICATE KEY UPDATE name = name',
        [name, spanStart],
      )
      counted = await this.count(name, spanStart, want)
    }
    return Math.max(0, Math.min(want, limit - counted.insertId))
  }

  /**
   * One statement, so that nobody comes between reading and counting. The count may run past the limit: that grants nothing.
   * `insertId` is what LAST_INSERT_ID(expression) was given: the count before. A process whose clock is behind counts in the span that the others have reached.
   */
  private count(name: string, spanStart: Date, want: number): Promise<UpdateResultHeader> {
    return this.side.query<UpdateResultHeader>(
      `UPDATE wechat_rate
       SET used = IF(span_start < ?, LAST_INSERT_ID(0), LAST_INSERT_ID(used)) + ?, span_start = GREATEST(span_start, ?)
       WHERE name = ?`,
      [spanStart, want, spanStart, name],
    )
  }
}
