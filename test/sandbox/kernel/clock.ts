import type { Store } from './store'

/** The sandbox's own time: real time plus an offset that tests and the screen can move, and that is remembered. */
export class Clock {
  private readonly rows

  constructor(store: Store) {
    this.rows = store.map<number>('clock')
  }

  now(): Date {
    return new Date(this.nowMs())
  }

  nowMs(): number {
    return Date.now() + this.offsetMs
  }

  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000)
  }

  get offsetSeconds(): number {
    return Math.round(this.offsetMs / 1000)
  }

  /** Only the hand: what becomes due by it is run by `Timers.moveTo`. */
  setOffset(seconds: number): void {
    this.rows.set('offset ms', seconds * 1000)
  }

  private get offsetMs(): number {
    return this.rows.get('offset ms') ?? 0
  }
}

const SHANGHAI_OFFSET_MS = 8 * 3600 * 1000

/** Calendar parts in Asia/Shanghai (which has no summer time), because quotas count natural days and months there. */
export function shanghaiDate(ms: number): {
  day: string
  month: string
  hour: string
  minute: string
  daysInMonth: number
} {
  const local = new Date(ms + SHANGHAI_OFFSET_MS)
  const iso = local.toISOString()
  return {
    month: iso.slice(0, 7),
    day: iso.slice(0, 10),
    hour: iso.slice(0, 13),
    minute: iso.slice(0, 16),
    daysInMonth: new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate(),
  }
}
