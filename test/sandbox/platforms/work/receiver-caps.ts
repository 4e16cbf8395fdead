import { CrowdCounts } from '../../crowd/crowd-counts'
import { shanghaiDate } from '../../kernel/clock'
import type { Kernel } from '../../kernel/kernel'
import type { WorkSettings } from './settings'

const DAY_MS = 86_400_000
const SHANGHAI_OFFSET_MS = 8 * 3600_000
/** 1970-01-05 was the first Monday. */
const FIRST_MONDAY = 4

/**
 * How many group messages a customer or group has received in the running span of the company's rule (protocol
 * reference §3.7).
 */
export class ReceiverCaps {
  private readonly rows
  private readonly crowd

  constructor(
    private readonly kernel: Kernel,
    private readonly settings: WorkSettings,
  ) {
    this.rows = kernel.store.map<{ span: number; count: number }>('group sends received')
    this.crowd = new CrowdCounts(kernel.crowd, kernel.store)
  }

  /** Counts one more for this person number or chat; false when the rule allows none. */
  take(receiver: number | string): boolean {
    const { span, limit } = this.rule()
    const index = typeof receiver === 'number' ? this.kernel.crowd.indexOf(receiver) : undefined
    const count = index === undefined ? this.named(String(receiver), span) : this.crowd.of(index, span)
    if (count >= limit) return false
    if (index === undefined) this.rows.set(String(receiver), { span, count: count + 1 })
    else this.crowd.add(index, span)
    return true
  }

  private named(key: string, span: number): number {
    const row = this.rows.get(key)
    return row?.span === span ? row.count : 0
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
