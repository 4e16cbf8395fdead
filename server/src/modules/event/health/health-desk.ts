import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { StaffService } from '../../staff'
import type { EventDefinition } from '../definition/event-definition.entity'
import { EventDefinitions } from '../definition/event-definitions'
import { EventUsage, type EventUser } from '../event.usage'
import { TrackSources } from '../track/track-sources'
import { EventVolumes, type Volume } from './event-volumes'
import type { EventHealthDetail, EventHealthReply, EventHealthRow, EventUsersReply } from './health.dto'
import { PropertyHealth } from './property-health'
import { BASELINE_WEEKS } from './volume.policy'

const DAYS = 14
const HOURS_A_DAY = 24
const HOURS_A_WEEK = 168
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** Asia/Shanghai has had no daylight saving time since 1991. */
const SHANGHAI_MS = 8 * HOUR_MS
const UNDECLARED_AT_MOST = 50

/** Held events of one source that the plan would call by one name. */
interface HeldCount {
  sourceId: number
  event: string
  readAs: string
  count: number
  lastAt: Date
}

/** The tracking plan's health as the console shows it. */
@Injectable()
export class HealthDesk {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly plan: EventDefinitions,
    private readonly volumes: EventVolumes,
    private readonly properties: PropertyHealth,
    private readonly usage: EventUsage,
    private readonly staff: StaffService,
    private readonly sources: TrackSources,
  ) {}

  /** @throws ENGINE_UNAVAILABLE */
  async overview(): Promise<EventHealthReply> {
    const now = this.clock.now().getTime()
    const [definitions, volumes, users, held, sourceNames] = await Promise.all([
      this.plan.all(),
      this.volumes.all(),
      this.usage.all(),
      this.held(),
      this.sources.names(),
    ])
    const owners = await this.staff.byIds(definitions.flatMap(({ ownerId }) => ownerId ?? []))
    const heldOf = new Map<string, number>()
    for (const { readAs, count } of held) heldOf.set(readAs, (heldOf.get(readAs) ?? 0) + count)
    const known = new Set(definitions.map(({ name }) => name))
    return {
      events: definitions.map((definition) => ({
        ...rowOf(definition, volumes.get(definition.name), now),
        ownerName: (definition.ownerId !== null && owners.get(definition.ownerId)?.name) || null,
        held: heldOf.get(definition.name) ?? 0,
        users: countUsers(users.get(definition.name) ?? []),
      })),
      undeclared: held
        .filter(({ readAs }) => !known.has(readAs))
        .slice(0, UNDECLARED_AT_MOST)
        .map(({ sourceId, event, count, lastAt }) => ({
          sourceId,
          sourceName: sourceNames.get(sourceId) ?? '已删除的来源',
          event,
          count,
          lastAt: lastAt.toISOString(),
        })),
      firstDay: new Date(now + SHANGHAI_MS - (DAYS - 1) * DAY_MS).toISOString().slice(0, 10),
    }
  }

  /** @throws EVENT_UNKNOWN, ENGINE_UNAVAILABLE */
  async detail(name: string): Promise<EventHealthDetail> {
    const definition = await this.plan.find(name)
    if (!definition) throw new AppError('EVENT_UNKNOWN', { params: { name: name.slice(0, 64) } })
    const [volumes, properties] = await Promise.all([this.volumes.all(), this.properties.of(definition)])
    const hourly = volumes.get(name)?.hourly ?? []
    const thisHour = Math.floor(this.clock.now().getTime() / HOUR_MS) * HOUR_MS
    return {
      name,
      label: definition.label,
      hourly: hourly.slice(-HOURS_A_WEEK),
      usual: usualWeek(hourly),
      from: new Date(thisHour - HOURS_A_WEEK * HOUR_MS).toISOString(),
      properties,
    }
  }

  private async held(): Promise<HeldCount[]> {
    const rows = await this.db.query<(Omit<HeldCount, 'sourceId' | 'count'> & { sourceId: string; count: string })[]>(
      `SELECT source_id AS sourceId, event, read_as AS readAs, COUNT(*) AS count, MAX(received_at) AS lastAt
       FROM quarantined_event WHERE state = 'held' GROUP BY source_id, event, read_as ORDER BY count DESC`,
    )
    return rows.map((row) => ({ ...row, sourceId: Number(row.sourceId), count: Number(row.count) }))
  }
}

const countUsers = (users: readonly EventUser[]): EventUsersReply => ({
  tags: users.filter(({ kind }) => kind === 'tag').length,
  segments: users.filter(({ kind }) => kind === 'segment').length,
})

function rowOf(
  definition: EventDefinition,
  volume: Volume | undefined,
  now: number,
): Omit<EventHealthRow, 'ownerName' | 'held' | 'users'> {
  const hourly = volume?.hourly ?? []
  const judgement = volume?.judgement ?? null
  return {
    name: definition.name,
    label: definition.label,
    builtIn: definition.builtIn,
    paused: definition.paused,
    archived: definition.archivedAt !== null,
    expectedDaily: definition.expectedDaily,
    days: daysOf(hourly, now),
    lastDay: sum(hourly.slice(-HOURS_A_DAY)),
    usual: judgement && sum(usualWeek(hourly).slice(-HOURS_A_DAY)),
    verdict: judgement?.verdict ?? null,
    window: judgement && {
      hours: judgement.hours,
      seen: judgement.seen,
      expected: judgement.expected,
      score: judgement.score,
    },
    firstAt: volume?.sightings.firstAt ?? null,
    lastAt: volume?.sightings.lastAt ?? null,
    total: volume?.sightings.count ?? 0,
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

/** Sums by day of Asia/Shanghai; the last full hour ends the series, so today is not whole. */
function daysOf(hourly: readonly number[], now: number): number[] {
  const today = Math.floor((now + SHANGHAI_MS) / DAY_MS)
  const firstHour = Math.floor(now / HOUR_MS) - hourly.length
  const days = Array.from({ length: DAYS }, () => 0)
  hourly.forEach((count, index) => {
    const day = Math.floor(((firstHour + index) * HOUR_MS + SHANGHAI_MS) / DAY_MS)
    const place = DAYS - 1 - (today - day)
    if (place >= 0) days[place] = (days[place] ?? 0) + count
  })
  return days
}

/** For each hour of the past week the median of the same hour in the weeks before. */
function usualWeek(hourly: readonly number[]): number[] {
  return Array.from({ length: HOURS_A_WEEK }, (_, hour) => {
    const end = hourly.length - HOURS_A_WEEK + hour
    const past = Array.from({ length: BASELINE_WEEKS }, (_week, week) => hourly[end - (week + 1) * HOURS_A_WEEK])
    const sorted = past.filter((count) => count !== undefined).sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? 0
  })
}
