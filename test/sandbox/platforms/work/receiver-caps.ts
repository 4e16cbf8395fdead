import { shanghaiDate } from '../../kernel/clock'
import type { Kernel } from '../../kernel/kernel'
import type { WorkSettings } from './settings'

const DAY_MS = 86_400_000
const SHANGHAI_OFFSET_MS = 8 * 3600_000
/** 1970-01-05 was the first Monday. */
const FIRST_MONDAY = 4
/** The lower bits of a crowd counter hold the count, the upper ones the span it belongs to. */
const COUNT_BITS = 6

/**
 * How many group messages a customer or group has received in the running span of the company's rule (protocol
 * reference §3.7). The crowd's counters are a few bytes each and live as long as the program.
 */
export class ReceiverCaps {
  private readonly rows
  private crowd = new Uint32Array(0)

  constructor(
    private readonly kernel: Kernel,
    private readonly settings: WorkSettings,
  ) {
    this.rows = kernel.store.map<{ span: number; count: number }>('group sends received')
    kernel.store.onClear(() => this.crowd.fill(0))
  }

  /** Counts one more for this person number or chat; false when the rule allows none. */
  take(receiver: number | string): boolean {
    const { span, limit } = this.rule()
    const index = typeof receiver === 'number' ? this.kernel.crowd.indexOf(receiver) : undefined
    const count = index === undefined ? this.named(String(receiver), span) : this.ofCrowd(index, span)
    if (count >= limit) return false
    if (index === undefined) this.rows.set(String(receiver), { span, count: count + 1 })
    else this.crowd[index] = (span << COUNT_BITS) | (count + 1)
    return true
  }

  private named(key: string, span: number): number {
    const row = this.rows.get(key)
    return row?.span === span ? row.count : 0
  }

  private ofCrowd(index: number, span: number): number {
    if (this.crowd.length !== this.kernel.crowd.total) this.crowd = new Uint32Array(this.kernel.crowd.total)
    const packed = this.crowd[index] ?? 0
    return packed >>> COUNT_BITS === span ? packed & ((1 << COUNT_BITS) - 1) : 0
  }

  /** The running month, week (from Monday) or day in Asia/Shanghai, counted from 1970, and what it allows. */
  private rule(): { span: number; limit: number } {
    const now = this.kernel.clock.nowMs()
    const day = Math.floor((now + SHANGHAI_OFFSET_MS) / DAY_MS)
    const { receiverRule } = this.settings.current
    if (receiverRule === 'day') return { span: day, limit: 1 }
    if (receiverRule === 'week') return { span: Math.floor((day - FIRST_MONDAY) / 7), limit: 7 }
    const { month, daysInMonth } = shanghaiDate(now)
    return { span: Number(month.slice(0, 4)) * 12 + Number(month.slice(5)), limit: daysInMonth }
  }
}
