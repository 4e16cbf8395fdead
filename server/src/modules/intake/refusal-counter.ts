import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common'
import type { ErrorCode } from '@guiyi/shared'
import { DataSource } from 'typeorm'
import { Clock } from '../../platform/clock'
import { LOGGER, type Logger } from '../../platform/logger'

const FLUSH_MS = 1_000
const RETRY_MS = 5_000

/**
 * Counts refused callbacks per minute, account and reason. Kept in memory for a second, so that a flood of forged
 * requests costs one small write per second and not one per request.
 */
@Injectable()
export class RefusalCounter implements BeforeApplicationShutdown {
  private counts = new Map<string, number>()
  private timer: NodeJS.Timeout | undefined
  private stopping = false

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param accountId 0 for an unknown account */
  count(code: ErrorCode, accountId: number): void {
    const minute = Math.floor(this.clock.now().getTime() / 60_000)
    const key = `${minute} ${accountId} ${code}`
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true
    await this.flush()
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const counts = [...this.counts]
    this.counts = new Map()
    if (counts.length === 0) return
    const params = counts.flatMap(([key, refusals]) => {
      const [minute = '0', accountId = '0', code = ''] = key.split(' ')
      return [new Date(Number(minute) * 60_000), Number(accountId), code, refusals]
    })
    try {
      await this.dataSource.query(
        `INSERT INTO intake_refusal (minute, account_id, code, refusals) VALUES ${counts.map(() => '(?, ?, ?, ?)').join(', ')}
         ON DUPLICATE KEY UPDATE refusals = refusals + VALUES(refusals)`,
        params,
      )
    } catch (error) {
      this.logger.warn({ err: error }, '回调拒绝次数没有记下')
      // One number per minute, account and reason: that much can wait in memory until the record takes it.
      for (const [key, refusals] of counts) this.counts.set(key, (this.counts.get(key) ?? 0) + refusals)
      if (!this.stopping) this.timer ??= setTimeout(() => void this.flush(), RETRY_MS)
    }
  }
}
