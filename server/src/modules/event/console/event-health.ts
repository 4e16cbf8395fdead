import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Clock, DAY_MS, shanghaiDay, startOfShanghaiDay } from '../../../platform/clock'
import { EventDefinitions } from '../definition/event-definitions'
import type { EventDefinitionReply } from '../event.dto'
import { DefinitionPresenter } from './definition-presenter'

const DAYS = 30

interface DayRow {
  name: string
  day: string
  events: number
}

interface TotalRow {
  name: string
  people: number
  lastAt: string
}

/** The tracking plan with how alive each event is, counted by the audience engine. */
@Injectable()
export class EventHealth {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly plan: EventDefinitions,
    private readonly clock: Clock,
    private readonly presenter: DefinitionPresenter,
  ) {}

  /** @throws ENGINE_UNAVAILABLE */
  async all(): Promise<EventDefinitionReply[]> {
    const now = this.clock.now().getTime()
    const days = Array.from({ length: DAYS }, (_, index) => shanghaiDay(new Date(now - (DAYS - 1 - index) * DAY_MS)))
    const since = new Date(startOfShanghaiDay(days[0] ?? '')).toISOString()
    const [counts, totals, definitions] = await Promise.all([
      this.engine.query<DayRow>(
        `SELECT name, toString(toDate(occurred_at, 'Asia/Shanghai')) AS day, count() AS events FROM event
         WHERE occurred_at >= parseDateTime64BestEffort({since:String}, 3, 'UTC') GROUP BY name, day`,
        { since },
      ),
      this.engine.query<TotalRow>(
        `SELECT name, uniqExact(customer_id) AS people, max(occurred_at) AS lastAt FROM event
         WHERE occurred_at >= parseDateTime64BestEffort({since:String}, 3, 'UTC') GROUP BY name`,
        { since },
      ),
      this.plan.all(),
    ])
    const byDay = new Map(counts.map(({ name, day, events }) => [`${name} ${day}`, events]))
    const byName = new Map(totals.map((row) => [row.name, row]))
    const presented = await this.presenter.present(definitions)
    return presented.map((definition) => {
      const series = days.map((day) => ({ day, count: byDay.get(`${definition.name} ${day}`) ?? 0 }))
      const total = byName.get(definition.name)
      return {
        ...definition,
        days: series,
        count: sum(series),
        people: total?.people ?? 0,
        lastAt: total?.lastAt ?? null,
      }
    })
  }
}

const sum = (series: { count: number }[]): number => series.reduce((total, { count }) => total + count, 0)
