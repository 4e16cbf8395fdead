import { Injectable } from '@nestjs/common'
import { Database } from '../../../platform/database'
import type { Misfit, MisfitKind } from '../misfit'

/** How often a property was at fault. */
export interface FaultCount {
  property: string
  kind: MisfitKind
  count: number
  firstAt: Date
  lastAt: Date
}

/** A value came that means nothing there. */
const WRONG: ReadonlySet<MisfitKind> = new Set(['property_type', 'property_option', 'unknown_reference'])

export const isWrong = ({ kind }: Pick<FaultCount, 'kind'>): boolean => WRONG.has(kind)
export const isMissing = ({ kind }: Pick<FaultCount, 'kind'>): boolean => kind === 'property_missing'

interface Row {
  slot: string
  faults: string
  count: string
  firstAt: Date
  lastAt: Date
}

/**
 * Every fault of the events that did not fit, by when they happened, as the recorded ones are counted. What was mended
 * since is an event like any other and no fault any more.
 */
@Injectable()
export class EventFaults {
  constructor(private readonly db: Database) {}

  /** Of one event, by calendar day of Asia/Shanghai. */
  async byDay(event: string, since: Date): Promise<(FaultCount & { day: string })[]> {
    const rows = await this.db.query<Row[]>(
      `SELECT DATE_FORMAT(occurred_at + INTERVAL 8 HOUR, '%Y-%m-%d') AS slot, faults, COUNT(*) AS count,
         MIN(occurred_at) AS firstAt, MAX(occurred_at) AS lastAt FROM quarantined_event
       WHERE read_as = ? AND occurred_at >= ? AND state <> 'replayed' GROUP BY slot, faults`,
      [event, since],
    )
    return rows.flatMap((row) => faultsOf(row).map((fault) => ({ ...fault, day: row.slot })))
  }

  /** Of all events, those since `cut` apart from those between `since` and it. */
  async around(since: Date, cut: Date): Promise<(FaultCount & { event: string; recent: boolean })[]> {
    const rows = await this.db.query<(Row & { event: string })[]>(
      `SELECT read_as AS event, occurred_at >= ? AS slot, faults, COUNT(*) AS count,
         MIN(occurred_at) AS firstAt, MAX(occurred_at) AS lastAt FROM quarantined_event
       WHERE received_at >= ? AND occurred_at >= ? AND state <> 'replayed' GROUP BY read_as, slot, faults`,
      [cut, since, since],
    )
    return rows.flatMap((row) =>
      faultsOf(row).map((fault) => ({ ...fault, event: row.event, recent: Number(row.slot) === 1 })),
    )
  }
}

/** Events with the same faults are counted together, so a row may speak of several properties. */
function faultsOf({ faults, count, firstAt, lastAt }: Row): FaultCount[] {
  const found = JSON.parse(faults) as Pick<Misfit, 'kind' | 'property'>[]
  return found
    .filter(({ property }) => property !== '')
    .map(({ kind, property }) => ({ kind, property, count: Number(count), firstAt, lastAt }))
}
