import type { PlainWindow } from '@guiyi/shared'
import { DAY_MS, SHANGHAI_MS, shanghaiDay, startOfShanghaiDay } from '../../../platform/clock'
import type { Params } from './params'

export const ZONE = 'Asia/Shanghai'
const MILLISECONDS = 'toUnixTimestamp64Milli(occurred_at)'

/** Days of Asia/Shanghai since 1970-01-01. */
const dayNumber = (at: number): number => Math.floor((at + SHANGHAI_MS) / DAY_MS)

/** The instant at which a rule is asked, and what follows from it. Milliseconds since the epoch, UTC. */
export class Moment {
  constructor(readonly now: Date) {}

  /** The calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
  get today(): string {
    return shanghaiDay(this.now)
  }

  /** First and last millisecond of a window (both count); null for no bound. Nothing later than now counts. */
  bounds(window: PlainWindow): { from: number | null; to: number } {
    const now = this.now.getTime()
    if (window.kind === 'ever') return { from: null, to: now }
    if (window.kind === 'past') {
      const { days, unit } = window
      // Today is the last of the days.
      const from = unit === 'day' ? startOfShanghaiDay(this.today) - (days - 1) * DAY_MS : now - days * DAY_MS
      return { from, to: now }
    }
    const to = startOfShanghaiDay(window.to) + DAY_MS - 1
    return { from: startOfShanghaiDay(window.from), to: Math.min(to, now) }
  }

  /**
   * The window as a condition on the event row. Written on milliseconds, which the engine computes once per row and
   * compares five times as fast as times, and by which it skips whole months all the same.
   */
  windowSql(window: PlainWindow, params: Params): string {
    const { from, to } = this.bounds(window)
    const ends = [
      ...(from === null ? [] : [`${MILLISECONDS} >= ${params.add('Int64', from)}`]),
      // Nothing later than now is read at all.
      ...(to === this.now.getTime() ? [] : [`${MILLISECONDS} <= ${params.add('Int64', to)}`]),
    ]
    return ends.length === 0 ? '1' : ends.join(' AND ')
  }

  /** Nothing before `from` (null: no bound) and nothing later than now, as a condition that prunes partitions. */
  boundSql(from: number | null, params: Params): string {
    const until = `${MILLISECONDS} <= ${params.add('Int64', this.now.getTime())}`
    return from === null ? until : `${MILLISECONDS} >= ${params.add('Int64', from)} AND ${until}`
  }

  /** How many days of Asia/Shanghai lie between an instant (milliseconds) and now, both of their days counted. */
  daysFrom(from: number): number {
    return dayNumber(this.now.getTime()) - dayNumber(from) + 1
  }

  /** Calendar days of Asia/Shanghai from the day of a DateTime64 expression to today; 0 for today. */
  daysSinceSql(expression: string, params: Params): string {
    const day = `intDiv(toUnixTimestamp64Milli(${expression}) + ${SHANGHAI_MS}, ${DAY_MS})`
    return `${params.add('Int64', dayNumber(this.now.getTime()))} - ${day}`
  }
}
