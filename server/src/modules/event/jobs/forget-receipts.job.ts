import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock, shanghaiDay } from '../../../platform/clock'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'

const KIND = 'event.forget-receipts'
const EVERY_SECONDS = 3_600
const DAY_MS = 86_400_000
/** No sender keeps a message for longer before it tries again. */
const KEEP_MS = 30 * DAY_MS
const KEEP_REFUSALS_MS = 90 * DAY_MS
const ROWS_AT_ONCE = 5_000

/**
 * Forgets receipts of tracked messages after a month (an unchanged message is then still known by its event), and after
 * three how many were refused.
 */
@Injectable()
export class ForgetReceiptsJob implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ kind: KIND, handler: () => this.run() })
    this.jobs.every(KIND, EVERY_SECONDS)
  }

  private async run(): Promise<void> {
    const oldest = shanghaiDay(new Date(this.clock.now().getTime() - KEEP_REFUSALS_MS))
    await this.db.query('DELETE FROM track_refusal WHERE day < ?', [oldest])
    const before = new Date(this.clock.now().getTime() - KEEP_MS)
    for (;;) {
      const { affectedRows } = await this.db.query<UpdateResultHeader>(
        'DELETE FROM track_receipt WHERE received_at < ? LIMIT ?',
        [before, ROWS_AT_ONCE],
      )
      if (affectedRows < ROWS_AT_ONCE) return
    }
  }
}
