import type { Clock } from './clock'
import { shanghaiDate } from './clock'
import { PlatformError } from './errors'

type Span = 'minute' | 'hour' | 'day' | 'month'

/** Counts calls per natural minute, hour, day or month of Asia/Shanghai, as the platforms do. */
export class Quota {
  private readonly counters = new Map<string, { span: string; used: number }>()

  constructor(private readonly clock: Clock) {}

  /** Uses one; raises 45009 (hour, day and month) or 45011 (minute) once `limit` are used in the running span. */
  take(name: string, limit: number, span: Span): void {
    const current = shanghaiDate(this.clock.nowMs())[span]
    const key = `${name} ${span}`
    const counter = this.counters.get(key)
    if (counter === undefined || counter.span !== current) {
      this.counters.set(key, { span: current, used: 1 })
      return
    }
    if (counter.used >= limit) throw new PlatformError(span === 'minute' ? 45011 : 45009)
    counter.used += 1
  }

  clear(): void {
    this.counters.clear()
  }
}
