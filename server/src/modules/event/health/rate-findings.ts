import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import type { EventDefinition } from '../definition/event-definition.entity'
import { EventFaults, isMissing, isWrong } from './event-faults'
import type { Finding } from './finding'
import { PRESENT_KEYS } from './property-presence'
import { hasJumped, type Share } from './rate.policy'

const DAY_MS = 86_400_000
const DAYS_BEFORE = 7
const EVENTS = ''

/** What came of one property, in the past day or in the week before it. */
interface Tally {
  filled: number
  missing: number
  wrong: number
}
type Tallies = ReadonlyMap<string, Tally>

const keyOf = (event: string, property: string, recent: boolean): string => JSON.stringify([event, property, recent])

/** Looks for properties that suddenly come empty or wrong: the past 24 hours against the seven days before them. */
@Injectable()
export class RateFindings {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly faults: EventFaults,
    private readonly clock: Clock,
  ) {}

  /** @throws ENGINE_UNAVAILABLE */
  async of(definitions: readonly EventDefinition[]): Promise<Finding[]> {
    const tallies = await this.tally()
    return definitions.flatMap((definition) => findingsOf(definition, tallies))
  }

  private async tally(): Promise<Tallies> {
    const now = this.clock.now().getTime()
    const cut = now - DAY_MS
    const since = cut - DAYS_BEFORE * DAY_MS
    const [present, faults] = await Promise.all([
      this.engine.query<{ name: string; recent: number; key: string; events: number }>(
        `SELECT name, occurred_at >= fromUnixTimestamp64Milli({cut:Int64}) AS recent,
           arrayJoin(arrayConcat(['${EVENTS}'], ${PRESENT_KEYS})) AS key, count() AS events
         FROM event WHERE occurred_at >= fromUnixTimestamp64Milli({since:Int64})
           AND occurred_at < fromUnixTimestamp64Milli({now:Int64}) GROUP BY name, recent, key`,
        { now, cut, since },
      ),
      this.faults.around(new Date(since), new Date(cut)),
    ])
    const tallies = new Map<string, Tally>()
    const at = (event: string, property: string, recent: boolean): Tally => {
      const key = keyOf(event, property, recent)
      const tally = tallies.get(key) ?? { filled: 0, missing: 0, wrong: 0 }
      tallies.set(key, tally)
      return tally
    }
    for (const { name, recent, key, events } of present) at(name, key, Number(recent) === 1).filled += Number(events)
    for (const fault of faults) {
      const tally = at(fault.event, fault.property, fault.recent)
      if (isMissing(fault)) tally.missing += fault.count
      else if (isWrong(fault)) tally.wrong += fault.count
    }
    return tallies
  }
}

function findingsOf({ name, label, ownerId, properties }: EventDefinition, tallies: Tallies): Finding[] {
  return properties.flatMap((property): Finding[] => {
    const shares = (of: typeof nullsOf): { now: Share; before: Share } => ({
      now: of(name, property.key, true, tallies),
      before: of(name, property.key, false, tallies),
    })
    const found = (
      kind: 'nulls' | 'wrong-values',
      word: string,
      { now, before }: ReturnType<typeof shares>,
    ): Finding[] =>
      hasJumped(now, before)
        ? [
            {
              kind,
              event: name,
              property: property.key,
              sentence:
                `「${label}」的属性「${property.label}」近 24 小时有 ${percent(now)} ${word}` +
                `（${now.hits} / ${now.of}），之前 7 天是 ${percent(before)}`,
              staffId: ownerId,
            },
          ]
        : []
    return [
      ...found('nulls', '没有值', shares(nullsOf)),
      ...found('wrong-values', '取值不对，已放入隔离区', shares(wrongOf)),
    ]
  })
}

const NOTHING: Tally = { filled: 0, missing: 0, wrong: 0 }

function nullsOf(event: string, property: string, recent: boolean, tallies: Tallies): Share {
  const { filled, missing } = tallies.get(keyOf(event, property, recent)) ?? NOTHING
  const recorded = tallies.get(keyOf(event, EVENTS, recent))?.filled ?? 0
  return { hits: recorded - filled + missing, of: recorded + missing }
}

function wrongOf(event: string, property: string, recent: boolean, tallies: Tallies): Share {
  const { filled, wrong } = tallies.get(keyOf(event, property, recent)) ?? NOTHING
  return { hits: wrong, of: filled + wrong }
}

const percent = ({ hits, of }: Share): string => `${Math.round((hits / of) * 100)}%`
