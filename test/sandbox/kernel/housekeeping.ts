import type { Clock } from './clock'

const EVERY_SECONDS = 3600

/** Rows that nobody can ask about any more go, once in an hour of sandbox time: a long run stays as small as a short one. */
export class Housekeeping {
  private readonly rules: ((nowSeconds: number) => void)[] = []
  private lastRun = 0

  constructor(private readonly clock: Clock) {}

  /** @param isOver whether a row can go, at that time in unix seconds */
  rule<T>(rows: Map<string, T>, isOver: (row: T, nowSeconds: number) => boolean): void {
    this.rules.push((now) => {
      for (const [key, row] of rows) if (isOver(row, now)) rows.delete(key)
    })
  }

  /** Called by every call; does nothing most of the time. */
  run(): void {
    const now = this.clock.nowSeconds()
    if (Math.abs(now - this.lastRun) < EVERY_SECONDS) return
    this.lastRun = now
    for (const rule of this.rules) rule(now)
  }
}
