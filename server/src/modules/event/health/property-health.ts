import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import type { EventDefinition } from '../definition/event-definition.entity'
import type { PropertyHealthReply } from './health.dto'

const DAYS = 7
const DAY_MS = 86_400_000

interface Filled {
  total: number
  content_id: number
  product_id: number
  amount: number
  quantity: number
  channel: number
  keys: string[]
  counts: number[]
}

/** How well the properties of one event are filled: of those recorded in the past week, and of those that were held. */
@Injectable()
export class PropertyHealth {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws ENGINE_UNAVAILABLE */
  async of({ name, properties }: EventDefinition): Promise<PropertyHealthReply[]> {
    const since = new Date(this.clock.now().getTime() - DAYS * DAY_MS)
    const [[filled], held] = await Promise.all([
      this.engine.query<Filled>(
        `SELECT count() AS total, countIf(content_id != 0) AS content_id, countIf(product_id != 0) AS product_id,
           countIf(amount_fen IS NOT NULL) AS amount, countIf(quantity IS NOT NULL) AS quantity,
           countIf(channel != '') AS channel,
           sumMap(mapKeys(properties), arrayResize(emptyArrayUInt64(), length(properties), 1)) AS filled,
           filled.1 AS keys, filled.2 AS counts
         FROM event WHERE name = {name:String} AND occurred_at >= fromUnixTimestamp64Milli({since:Int64})`,
        { name, since: since.getTime() },
      ),
      this.heldBy(name, since),
    ])
    const total = Number(filled?.total ?? 0)
    const present = presentOf(filled)
    return properties.map(({ key, label, type, required = false }) => {
      const faults = held.get(key) ?? { wrong: 0, missing: 0 }
      const seen = present.get(key) ?? 0
      return {
        key,
        label,
        type,
        required,
        seen: total,
        filled: seen,
        nullRate: total === 0 ? null : 1 - seen / total,
        wrong: faults.wrong,
        missing: faults.missing,
        wrongRate: total + faults.wrong === 0 ? null : faults.wrong / (total + faults.wrong),
      }
    })
  }

  /** Misfits by property, those included that were mended since. */
  private async heldBy(event: string, since: Date): Promise<Map<string, { wrong: number; missing: number }>> {
    const rows = await this.db.query<{ property: string; missing: string; total: string }[]>(
      `SELECT property, SUM(reason = 'property_missing') AS missing, COUNT(*) AS total FROM quarantined_event
       WHERE event = ? AND received_at >= ? AND property <> '' GROUP BY property`,
      [event, since],
    )
    return new Map(
      rows.map(({ property, missing, total }) => [
        property,
        { missing: Number(missing), wrong: Number(total) - Number(missing) },
      ]),
    )
  }
}

function presentOf(filled: Filled | undefined): Map<string, number> {
  if (!filled) return new Map()
  const { content_id, product_id, amount, quantity, channel, keys, counts } = filled
  return new Map(
    [
      ...Object.entries({ content_id, product_id, amount, quantity, channel }),
      ...keys.map((key, index): [string, number] => [key, counts[index] ?? 0]),
    ].map(([key, count]) => [key, Number(count)]),
  )
}
