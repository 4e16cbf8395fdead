import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import type { EventDefinition } from '../definition/event-definition.entity'
import { EventDefinitions } from '../definition/event-definitions'
import { EventVolumes, type Volume } from './event-volumes'
import type { Finding } from './finding'
import { RateFindings } from './rate-findings'

const DAY_MS = 86_400_000
const HOURS_A_DAY = 24
/** A day with less than this share of what was expected is worth a word. */
const SHORTFALL_SHARE = 0.5
/** Fewer misfits in a day than this are an accident. */
const LEAST_MISFITS = 10
const MISFIT_SHARE = 0.05

/** Looks for trouble: silence, surges, shortfalls, misfits, undeclared events, and properties that come empty or wrong. */
@Injectable()
export class EventFindings {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly plan: EventDefinitions,
    private readonly volumes: EventVolumes,
    private readonly rates: RateFindings,
  ) {}

  /** @throws ENGINE_UNAVAILABLE */
  async all(): Promise<Finding[]> {
    const [definitions, volumes, misfits] = await Promise.all([
      this.plan.all(),
      this.volumes.fresh(),
      this.misfitsOfTheDay(),
    ])
    const expected = definitions.filter(({ paused, archivedAt }) => !paused && archivedAt === null)
    const known = new Map(definitions.map((definition) => [definition.name, definition]))
    return [
      ...expected.flatMap((definition) => volumeFinding(definition, volumes.get(definition.name))),
      ...expected.flatMap((definition) => this.shortfall(definition, volumes.get(definition.name))),
      ...(await this.rates.of(expected)),
      ...misfits.flatMap(({ event, count }) => misfitFinding(event, count, known.get(event), volumes.get(event))),
    ]
  }

  private shortfall(definition: EventDefinition, volume: Volume | undefined): Finding[] {
    const { expectedDaily, createdAt, label, name, ownerId } = definition
    const young = this.clock.now().getTime() - createdAt.getTime() < DAY_MS
    if (expectedDaily === null || young) return []
    const seen = lastDay(volume)
    if (seen >= expectedDaily * SHORTFALL_SHARE) return []
    const sentence = `「${label}」近 24 小时收到 ${seen} 次，预期每天 ${expectedDaily} 次`
    return [{ kind: 'shortfall', event: name, sentence, staffId: ownerId }]
  }

  private async misfitsOfTheDay(): Promise<{ event: string; count: number }[]> {
    const since = new Date(this.clock.now().getTime() - DAY_MS)
    const rows = await this.db.query<{ event: string; count: string }[]>(
      `SELECT read_as AS event, COUNT(*) AS count FROM quarantined_event WHERE received_at >= ? AND state = 'held'
       GROUP BY read_as HAVING COUNT(*) >= ?`,
      [since, LEAST_MISFITS],
    )
    return rows.map(({ event, count }) => ({ event, count: Number(count) }))
  }
}

const lastDay = (volume: Volume | undefined): number =>
  (volume?.hourly ?? []).slice(-HOURS_A_DAY).reduce((sum, count) => sum + count, 0)

function volumeFinding({ name, label, ownerId }: EventDefinition, volume: Volume | undefined): Finding[] {
  const judgement = volume?.judgement
  if (!judgement?.verdict) return []
  const { verdict, seen, expected, hours } = judgement
  const word = verdict === 'silence' ? '突然变少' : '突然变多'
  const sentence = `「${label}」${word}：近 ${hours} 小时 ${seen} 次，往常这时约 ${Math.round(expected)} 次`
  return [{ kind: verdict, event: name, sentence, staffId: ownerId }]
}

function misfitFinding(
  event: string,
  count: number,
  definition: EventDefinition | undefined,
  volume: Volume | undefined,
): Finding[] {
  if (!definition) {
    const sentence = `未声明的事件「${event}」近 24 小时收到 ${count} 次，已放入隔离区`
    return [{ kind: 'undeclared', event, sentence, staffId: null }]
  }
  const share = count / (count + lastDay(volume))
  if (share < MISFIT_SHARE) return []
  const sentence = `「${definition.label}」近 24 小时有 ${count} 条不合埋点方案（${Math.round(share * 100)}%），已放入隔离区`
  return [{ kind: 'misfits', event, sentence, staffId: definition.ownerId }]
}
