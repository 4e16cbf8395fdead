import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common'
import { DataSource, MoreThanOrEqual } from 'typeorm'
import { Clock, shanghaiDay } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import type { AppError } from '../../../platform/errors'
import { LOGGER, scrub, type Logger } from '../../../platform/logger'
import { TrackRefusal, type RefusalSample } from './track-refusal.entity'

const FLUSH_MS = 1_000
const RETRY_MS = 5_000
const DAY_MS = 86_400_000
const NAME_LENGTH = 64
const KEYS_KEPT = 20
const ORIGIN_LENGTH = 200

type Waiting = Pick<TrackRefusal, 'day' | 'sourceId' | 'code' | 'refusals' | 'sample' | 'lastAt'>

/**
 * Counts refused messages per day, source and reason, so that a page that has been sending nonsense for a week shows on
 * the console. Kept in memory for a second: a flood of nonsense costs one small write per second.
 */
@Injectable()
export class TrackRefusals implements BeforeApplicationShutdown {
  private waiting = new Map<string, Waiting>()
  private timer: NodeJS.Timeout | undefined
  private writing = Promise.resolve()
  private stopping = false

  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @param sourceId 0 for our own touchpoints
   * @param raw the message, or anything else that was sent in its place; null for a call as a whole
   * @param origin of the web page, when that was the reason
   */
  note(sourceId: number, error: AppError, raw: unknown, origin = ''): void {
    const lastAt = this.clock.now()
    this.add({
      day: shanghaiDay(lastAt),
      sourceId,
      code: error.code,
      refusals: 1,
      sample: sampleOf(raw, origin, error.message),
      lastAt,
    })
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  /** Of the past `days` days, today included, the newest first. What was refused within the last second is included. */
  async recent(days: number): Promise<TrackRefusal[]> {
    await this.flush()
    const since = shanghaiDay(new Date(this.clock.now().getTime() - (days - 1) * DAY_MS))
    return this.db
      .repo(TrackRefusal)
      .find({ where: { day: MoreThanOrEqual(since) }, order: { day: 'DESC', lastAt: 'DESC' } })
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true
    await this.flush()
  }

  private add(one: Waiting): void {
    const key = `${one.day} ${one.sourceId} ${one.code}`
    const known = this.waiting.get(key)
    this.waiting.set(key, { ...one, refusals: one.refusals + (known?.refusals ?? 0) })
  }

  /** One write after the other, so that whoever waits for it finds everything written that was noted before. */
  private flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write())
    return this.writing
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const rows = [...this.waiting.values()]
    this.waiting = new Map()
    if (rows.length === 0) return
    try {
      await this.dataSource.query(
        `INSERT INTO track_refusal (day, source_id, code, refusals, sample, last_at)
         VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}
         ON DUPLICATE KEY UPDATE refusals = refusals + VALUES(refusals), sample = VALUES(sample), last_at = VALUES(last_at)`,
        rows.flatMap(({ day, sourceId, code, refusals, sample, lastAt }) => [
          day,
          sourceId,
          code,
          refusals,
          JSON.stringify(sample),
          lastAt,
        ]),
      )
    } catch (error) {
      this.logger.warn({ err: error }, '上报拒绝次数没有记下')
      // One number per day, source and reason: that much can wait in memory until the record takes it.
      for (const row of rows) this.add(row)
      if (!this.stopping) this.timer ??= setTimeout(() => void this.flush(), RETRY_MS)
    }
  }
}

function sampleOf(raw: unknown, origin: string, reason: string): RefusalSample {
  const { event, properties } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  const keys = typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
  return {
    event: typeof event === 'string' ? scrub(event.slice(0, NAME_LENGTH)) : '',
    keys: keys.slice(0, KEYS_KEPT).map((key) => scrub(key.slice(0, NAME_LENGTH))),
    origin: scrub(origin.slice(0, ORIGIN_LENGTH)),
    reason: scrub(reason),
  }
}
