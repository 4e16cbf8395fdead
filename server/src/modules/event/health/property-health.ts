import { Injectable } from '@nestjs/common'
import type { EventPropertyDeclaration } from '@guiyi/shared'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Clock, readInstant, shanghaiDay } from '../../../platform/clock'
import type { EventDefinition } from '../definition/event-definition.entity'
import { EventFaults, isMissing, isWrong, type FaultCount } from './event-faults'
import type { PropertyDayReply, PropertyHealthReply } from './health.dto'
import { PRESENT_KEYS } from './property-presence'
import { shareOf } from './rate.policy'

/** Days that are looked at, today included. */
const DAYS = 14
const DAY_MS = 86_400_000
const SEEN_EVERY_MS = DAY_MS / 2

interface SeenRow {
  key: string
  /** ISO instants. */
  firstAt: string
  lastAt: string
}
interface PresentRow extends SeenRow {
  day: string
  /** '' for the events themselves. */
  key: string
  events: number
}

/** What is known about the properties of one event, before it is told of each. */
interface Findings {
  days: string[]
  /** Recorded events by `day key`. */
  present: ReadonlyMap<string, number>
  seen: ReadonlyMap<string, SeenRow>
  faults: readonly (FaultCount & { day: string })[]
}

/**
 * How well the properties of one event are filled, day by day (of Asia/Shanghai, by when the events happened): of the
 * recorded ones from the audience engine, of those that did not fit from the quarantine.
 */
@Injectable()
export class PropertyHealth {
  private readonly everSeen = new Map<string, { at: number; rows: Promise<SeenRow[]> }>()

  constructor(
    private readonly engine: AudienceEngine,
    private readonly faults: EventFaults,
    private readonly clock: Clock,
  ) {}

  /** The declared properties in their order, then those that came undeclared, the most frequent first. @throws ENGINE_UNAVAILABLE */
  async of({ name, properties }: EventDefinition): Promise<PropertyHealthReply[]> {
    const now = this.clock.now().getTime()
    const days = Array.from({ length: DAYS }, (_, index) => shanghaiDay(new Date(now - (DAYS - 1 - index) * DAY_MS)))
    const since = readInstant(days[0] ?? '') ?? new Date(now)
    const [present, seen, faults] = await Promise.all([
      this.engine.query<PresentRow>(
        `SELECT toString(toDate(occurred_at, 'Asia/Shanghai')) AS day,
           arrayJoin(arrayConcat([''], ${PRESENT_KEYS})) AS key, count() AS events,
           min(occurred_at) AS firstAt, max(occurred_at) AS lastAt
         FROM event WHERE name = {name:String} AND occurred_at >= fromUnixTimestamp64Milli({since:Int64}) GROUP BY day, key`,
        { name, since: since.getTime() },
      ),
      this.seenEver(name, now),
      this.faults.byDay(name, since),
    ])
    const findings: Findings = {
      days,
      present: new Map(present.map(({ day, key, events }) => [`${day} ${key}`, Number(events)])),
      seen: together([...seen, ...present]),
      faults,
    }
    const declared = new Set(properties.map(({ key }) => key))
    return [
      ...properties.map((property) => told(property, findings)),
      ...undeclaredIn(faults, declared).map((key) => toldUndeclared(key, findings)),
    ]
  }

  /**
   * Over all that was ever recorded: seconds where there are tens of millions. What has come since the last look is in
   * the days that are counted anyway.
   */
  private seenEver(name: string, now: number): Promise<SeenRow[]> {
    const known = this.everSeen.get(name)
    if (known && now - known.at < SEEN_EVERY_MS) return known.rows
    const rows = this.engine.query<SeenRow>(
      `SELECT arrayJoin(${PRESENT_KEYS}) AS key, min(occurred_at) AS firstAt, max(occurred_at) AS lastAt
       FROM event WHERE name = {name:String} GROUP BY key`,
      { name },
    )
    this.everSeen.set(name, { at: now, rows })
    rows.catch(() => this.everSeen.delete(name))
    return rows
  }
}

function told(
  { key, label, type, required = false }: EventPropertyDeclaration,
  findings: Findings,
): PropertyHealthReply {
  const faults = findings.faults.filter(({ property }) => property === key)
  const days = findings.days.map((day): PropertyDayReply => {
    const ofDay = faults.filter((fault) => fault.day === day)
    const recorded = findings.present.get(`${day} `) ?? 0
    const filled = findings.present.get(`${day} ${key}`) ?? 0
    const missing = sum(ofDay.filter(isMissing))
    return { day, filled, empty: recorded - filled + missing, wrong: sum(ofDay.filter(isWrong)) }
  })
  const total = (part: 'filled' | 'empty' | 'wrong'): number => days.reduce((all, day) => all + day[part], 0)
  const [filled, empty, wrong] = [total('filled'), total('empty'), total('wrong')]
  return {
    key,
    label,
    type,
    required,
    declared: true,
    filled,
    empty,
    wrong,
    missing: sum(faults.filter(isMissing)),
    nullRate: shareOf({ hits: empty, of: filled + empty }),
    wrongRate: shareOf({ hits: wrong, of: filled + wrong }),
    firstAt: findings.seen.get(key)?.firstAt ?? null,
    lastAt: findings.seen.get(key)?.lastAt ?? null,
    days,
  }
}

/** The earliest and the latest sighting of each. */
function together(rows: readonly SeenRow[]): Map<string, SeenRow> {
  const seen = new Map<string, SeenRow>()
  for (const { key, firstAt, lastAt } of rows) {
    const known = seen.get(key) ?? { key, firstAt, lastAt }
    seen.set(key, {
      key,
      firstAt: firstAt < known.firstAt ? firstAt : known.firstAt,
      lastAt: lastAt > known.lastAt ? lastAt : known.lastAt,
    })
  }
  return seen
}

/** A property that came without having been declared: every value of it is held. */
function toldUndeclared(key: string, { days, faults }: Findings): PropertyHealthReply {
  const own = faults.filter(({ property, kind }) => property === key && kind === 'unknown_property')
  const times = own.flatMap(({ firstAt, lastAt }) => [firstAt.getTime(), lastAt.getTime()])
  return {
    key,
    label: key,
    type: null,
    required: false,
    declared: false,
    filled: 0,
    empty: 0,
    wrong: sum(own),
    missing: 0,
    nullRate: null,
    wrongRate: 1,
    firstAt: new Date(Math.min(...times)).toISOString(),
    lastAt: new Date(Math.max(...times)).toISOString(),
    days: days.map((day) => ({ day, filled: 0, empty: 0, wrong: sum(own.filter((fault) => fault.day === day)) })),
  }
}

function undeclaredIn(faults: readonly FaultCount[], declared: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>()
  for (const { property, kind, count } of faults) {
    if (kind === 'unknown_property' && !declared.has(property))
      counts.set(property, (counts.get(property) ?? 0) + count)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key)
}

const sum = (counts: readonly { count: number }[]): number => counts.reduce((total, { count }) => total + count, 0)
