import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { BASELINE_WEEKS, judgeVolume, type VolumeJudgement } from './volume.policy'

const HOUR_MS = 3_600_000
const HOURS_KEPT = (BASELINE_WEEKS * 7 + 1) * 24
const CACHE_MS = 60_000

/** When an event was first and last seen, and how many there are. */
export interface Sightings {
  firstAt: string
  lastAt: string
  count: number
}

export interface Volume {
  /** Counts per hour, oldest first, ending with the last full hour. */
  hourly: number[]
  judgement: VolumeJudgement | null
  sightings: Sightings
}

interface HourRow {
  name: string
  hour: number
  events: number
}

/** How many of each event came, by the hour, from the audience engine; remembered for a minute. */
@Injectable()
export class EventVolumes {
  private cache: { at: number; volumes: Promise<Map<string, Volume>> } | null = null

  constructor(
    private readonly engine: AudienceEngine,
    private readonly clock: Clock,
  ) {}

  /** By event name. @throws ENGINE_UNAVAILABLE */
  async all(): Promise<Map<string, Volume>> {
    const now = this.clock.now().getTime()
    if (!this.cache || now - this.cache.at > CACHE_MS) {
      const volumes = this.count(now)
      this.cache = { at: now, volumes }
      volumes.catch(() => {
        this.cache = null
      })
    }
    return this.cache.volumes
  }

  /** The same counted afresh. */
  async fresh(): Promise<Map<string, Volume>> {
    this.cache = null
    return this.all()
  }

  private async count(now: number): Promise<Map<string, Volume>> {
    const thisHour = Math.floor(now / HOUR_MS)
    const firstHour = thisHour - HOURS_KEPT
    const [hours, totals] = await Promise.all([
      this.engine.query<HourRow>(
        `SELECT name, intDiv(toUnixTimestamp64Milli(occurred_at), ${HOUR_MS}) AS hour, count() AS events FROM event
         WHERE occurred_at >= fromUnixTimestamp64Milli({since:Int64}) AND occurred_at < fromUnixTimestamp64Milli({until:Int64})
         GROUP BY name, hour`,
        { since: firstHour * HOUR_MS, until: thisHour * HOUR_MS },
      ),
      this.engine.query<Sightings & { name: string }>(
        'SELECT name, min(occurred_at) AS firstAt, max(occurred_at) AS lastAt, count() AS count FROM event GROUP BY name',
      ),
    ])
    const series = new Map(totals.map(({ name }) => [name, Array.from({ length: HOURS_KEPT }, () => 0)]))
    for (const { name, hour, events } of hours) {
      const hourly = series.get(name)
      if (hourly) hourly[Number(hour) - firstHour] = Number(events)
    }
    return new Map(
      totals.map(({ name, firstAt, lastAt, count }) => {
        const hourly = series.get(name) ?? []
        const age = Math.floor((now - Date.parse(firstAt)) / HOUR_MS)
        return [
          name,
          {
            hourly,
            judgement: judgeVolume(hourly, Math.min(HOURS_KEPT, age)),
            sightings: { firstAt, lastAt, count: Number(count) },
          },
        ]
      }),
    )
  }
}
