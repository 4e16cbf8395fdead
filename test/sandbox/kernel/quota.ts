import type { Clock } from './clock'
import { shanghaiDate } from './clock'
import { PlatformError } from './errors'

export type Span = 'minute' | 'hour' | 'day' | 'month'

/** Counts calls per natural minute, hour, day or month of Asia/Shanghai, as the platforms do. */
export class Quota {
  private readonly counters = new Map<string, { span: string; used: number }>()

  constructor(private readonly clock: Clock) {}

  /** Uses one; raises 45009 (hour, day and month) or 45011 (minute), or the given code, once `limit` are used. */
  take(name: string, limit: number, span: Span, errcode = span === 'minute' ? 45011 : 45009): void {
    const used = this.used(name, span)
    if (used >= limit) throw new PlatformError(errcode)
    this.counters.set(`${name} ${span}`, { span: shanghaiDate(this.clock.nowMs())[span], used: used + 1 })
  }

  /** How many were used in the running span. */
  used(name: string, span: Span): number {
    const counter = this.counters.get(`${name} ${span}`)
    return counter?.span === shanghaiDate(this.clock.nowMs())[span] ? counter.used : 0
  }

  /** Forgets the daily counters whose name ends so; without an end, everything. */
  clear(end?: string): void {
    if (end === undefined) return this.counters.clear()
    for (const key of this.counters.keys()) if (key.endsWith(`${end} day`)) this.counters.delete(key)
  }
}
