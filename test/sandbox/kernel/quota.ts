import type { Clock } from './clock'
import { shanghaiDate } from './clock'
import { PlatformError } from './errors'
import type { Housekeeping } from './housekeeping'
import type { Store } from './store'

export type Span = 'minute' | 'hour' | 'day' | 'month'

interface Counter {
  name: string
  kind: Span
  span: string
  used: number
}

/** Counts calls per natural minute, hour, day or month of Asia/Shanghai, as the platforms do. */
export class Quota {
  private readonly counters

  constructor(
    store: Store,
    private readonly clock: Clock,
    housekeeping: Housekeeping,
  ) {
    this.counters = store.map<Counter>('quota')
    housekeeping.rule(this.counters, ({ kind, span }, now) => span !== shanghaiDate(now * 1000)[kind])
  }

  /** Uses one; raises 45009 (hour, day and month) or 45011 (minute), or the given code, once `limit` are used. */
  take(name: string, limit: number, span: Span, errcode = span === 'minute' ? 45011 : 45009): void {
    const used = this.used(name, span)
    if (used >= limit) throw new PlatformError(errcode)
    const running = shanghaiDate(this.clock.nowMs())[span]
    this.counters.set(`${name} ${span}`, { name, kind: span, span: running, used: used + 1 })
  }

  /** How many were used in the running span. */
  used(name: string, span: Span): number {
    const counter = this.counters.get(`${name} ${span}`)
    return counter?.span === shanghaiDate(this.clock.nowMs())[span] ? counter.used : 0
  }

  /** Forgets the daily counters whose name ends so. */
  clear(end: string): void {
    for (const [key, { name, kind }] of this.counters)
      if (kind === 'day' && name.endsWith(end)) this.counters.delete(key)
  }
}
