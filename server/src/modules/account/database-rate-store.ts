import { Injectable } from '@nestjs/common'
import { SidePool, type UpdateResultHeader } from '../../platform/database'
import type { RateStore } from '../../wechat'

interface RateRow {
  span_start: Date
  used: number
}

const TRIES = 20

/** Counts calls in the record, so that several processes stay below a platform's limits together. */
@Injectable()
export class DatabaseRateStore implements RateStore {
  constructor(private readonly side: SidePool) {}

  async take(name: string, spanStart: Date, want: number, limit: number): Promise<number> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const row = await this.row(name)
      // A process whose clock is behind counts in the span that the others have reached.
      const isRunning = row !== undefined && row.span_start.getTime() >= spanStart.getTime()
      const used = isRunning ? row.used : 0
      const granted = Math.min(want, limit - used)
      if (granted <= 0) return 0
      if (row === undefined) {
        await this.side.query(
          'INSERT INTO wechat_rate (name, span_start, used) VALUES (?, ?, 0) ON DUPLICATE KEY UPDATE name = name',
          [name, spanStart],
        )
        continue
      }
      const changed = await this.side.query<UpdateResultHeader>(
        'UPDATE wechat_rate SET span_start = ?, used = ? WHERE name = ? AND span_start = ? AND used = ?',
        [isRunning ? row.span_start : spanStart, used + granted, name, row.span_start, row.used],
      )
      if (changed.affectedRows === 1) return granted
    }
    // Under such a crowd somebody else gets on; this process asks again.
    return 1
  }

  private async row(name: string): Promise<RateRow | undefined> {
    const [row] = await this.side.query<RateRow[]>('SELECT span_start, used FROM wechat_rate WHERE name = ?', [name])
    return row
  }
}
