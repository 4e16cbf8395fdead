import { Injectable } from '@nestjs/common'
import type { RuleDependencies } from '@guiyi/shared'
import { AudienceEngine } from '../../../platform/audience-engine'
import { EVENT_ENGINE_TABLE } from '../../event'
import { Moment } from '../compiler/moment'
import { Params } from '../compiler/params'

/** A rolling window over one event; 0 days: no window, only whether a future-dated event begins to count. */
export type RollingWindow = RuleDependencies['windows'][number]

/** When each person's latest event happened that a boundary passed: milliseconds since the epoch by customer id. */
export type Crossings = ReadonlyMap<number, number>

/** Stretches are looked for by the pieces of time that they touch; this many at most, or the pieces are made longer. */
const MOST_PIECES = 20_000
const PIECE_MS = 60_000

/** Finds whose event left a rolling window, or began to count, as time passed. */
@Injectable()
export class WindowBoundaries {
  constructor(private readonly engine: AudienceEngine) {}

  /**
   * Whatever asks, and over however many windows, the events of one name are read once, and no more than the months in
   * which a boundary lay.
   * @param windows those that matter, each from an instant on; of equal ones the earliest instant counts
   * @param to the last instant; all instants count themselves
   * @returns per `windowKey` who crossed it
   */
  async crossed(
    windows: readonly (RollingWindow & { from: Date })[],
    to: Date,
  ): Promise<ReadonlyMap<string, Crossings>> {
    const earliest = new Map<string, Stretch>()
    for (const { from, ...window } of windows) {
      const key = windowKey(window)
      const stretch = { key, event: window.event, from: boundaryAt(window, from), to: boundaryAt(window, to) }
      // A window of calendar days stands still until midnight.
      if (window.days > 0 && stretch.from >= stretch.to) continue
      if (stretch.from < (earliest.get(key)?.from ?? Number.MAX_SAFE_INTEGER)) earliest.set(key, stretch)
    }
    const byEvent = new Map<string, Stretch[]>()
    for (const stretch of earliest.values())
      byEvent.set(stretch.event, [...(byEvent.get(stretch.event) ?? []), stretch])
    const found = new Map<string, Map<number, number>>()
    for (const [event, stretches] of byEvent)
      for (const { customer_id, times } of await this.happened(event, stretches))
        for (const { key, from, to } of stretches) {
          const latest = times.reduce((last, at) => (at >= from && at <= to && at > last ? at : last), -1)
          if (latest < 0) continue
          const people = found.get(key) ?? new Map<number, number>()
          found.set(key, people.set(customer_id, latest))
        }
    return found
  }

  /** By customer, when events of a name happened in any of the stretches, and some that lie beside them. */
  private async happened(
    event: string,
    stretches: readonly Stretch[],
  ): Promise<{ customer_id: number; times: number[] }[]> {
    const params = new Params()
    const length = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
    const piece = PIECE_MS * Math.max(1, Math.ceil(length / PIECE_MS / MOST_PIECES))
    const pieces = new Set(stretches.flatMap((stretch) => [...piecesOf(stretch, piece)]))
    const months = new Set(stretches.flatMap((stretch) => [...monthsOf(stretch)]))
    return this.engine.query(
      `SELECT customer_id, groupArray(toUnixTimestamp64Milli(occurred_at)) AS times FROM ${EVENT_ENGINE_TABLE.name}
       WHERE name = ${params.add('String', event)} AND toYYYYMM(occurred_at) IN ${params.add('Array(UInt32)', [...months])}
         AND intDiv(toUnixTimestamp64Milli(occurred_at), ${params.add('Int64', piece)}) IN ${params.add('Array(Int64)', [...pieces])}
       GROUP BY customer_id`,
      params.values,
    )
  }
}

/** The times of events between which a boundary moved. */
interface Stretch {
  /** The `windowKey` of its window. */
  key: string
  event: string
  from: number
  to: number
}

export const windowKey = ({ event, days, unit }: RollingWindow): string => `${days}${unit ?? ''} ${event}`

/** Where the window begins at an instant, which for none is the instant itself; milliseconds since the epoch. */
export function boundaryAt({ days, unit }: RollingWindow, at: Date): number {
  if (days === 0) return at.getTime()
  return new Moment(at).bounds({ kind: 'past', days, unit }).from ?? 0
}

function* piecesOf({ from, to }: Stretch, length: number): Generator<number> {
  for (let piece = Math.floor(from / length); piece <= Math.floor(to / length); piece += 1) yield piece
}

/** `YYYYMM` of UTC, by which the engine keeps events apart. */
function* monthsOf({ from, to }: Stretch): Generator<number> {
  const last = new Date(to)
  for (let at = new Date(from); at <= last; at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1)))
    yield at.getUTCFullYear() * 100 + at.getUTCMonth() + 1
}
