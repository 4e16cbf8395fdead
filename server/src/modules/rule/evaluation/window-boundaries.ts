import { Injectable } from '@nestjs/common'
import type { RuleDependencies } from '@guiyi/shared'
import { AudienceEngine, chunks } from '../../../platform/audience-engine'
import { EVENT_ENGINE_TABLE } from '../../event'
import { Moment } from '../compiler/moment'
import { Params } from '../compiler/params'

/** A rolling window over one event; 0 days: no window, only whether a future-dated event begins to count. */
export type RollingWindow = RuleDependencies['windows'][number]

/** When each person's latest event happened that a boundary passed: milliseconds since the epoch by customer id. */
export type Crossings = ReadonlyMap<number, number>

const WINDOWS_PER_STATEMENT = 100

/** Finds whose event left a rolling window, or began to count, as time passed. */
@Injectable()
export class WindowBoundaries {
  constructor(private readonly engine: AudienceEngine) {}

  /**
   * Whatever asks, a window is looked for once, and reads no more than the months in which its boundary lay.
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
      const stretch = { event: window.event, from: boundaryAt(window, from), to: boundaryAt(window, to) }
      const key = windowKey(window)
      // A window of calendar days stands still until midnight.
      if (window.days > 0 && stretch.from >= stretch.to) continue
      if (stretch.from < (earliest.get(key)?.from ?? Number.MAX_SAFE_INTEGER)) earliest.set(key, stretch)
    }
    const found = new Map<string, Map<number, number>>()
    for (const part of chunks([...earliest], WINDOWS_PER_STATEMENT)) {
      const params = new Params()
      const selects = part.map(([, stretch], place) => crossedSql(place, stretch, params))
      const rows = await this.engine.query<{ place: number; customer_id: number; latest: number }>(
        selects.join(' UNION ALL '),
        params.values,
      )
      for (const { place, customer_id, latest } of rows) {
        const key = part[place]?.[0] ?? ''
        const people = found.get(key) ?? new Map<number, number>()
        found.set(key, people.set(customer_id, latest))
      }
    }
    return found
  }
}

/** The times of events between which a boundary moved. */
interface Stretch {
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

/** A SELECT of (place, customer_id, latest). The bounds are on the time itself, so that whole months are skipped. */
function crossedSql(place: number, { event, from, to }: Stretch, params: Params): string {
  const instant = (ms: number): string => `fromUnixTimestamp64Milli(${params.add('Int64', ms)})`
  return `SELECT ${place} AS place, customer_id, max(toUnixTimestamp64Milli(occurred_at)) AS latest FROM ${EVENT_ENGINE_TABLE.name}
    WHERE name = ${params.add('String', event)} AND occurred_at BETWEEN ${instant(from)} AND ${instant(to)} GROUP BY customer_id`
}
