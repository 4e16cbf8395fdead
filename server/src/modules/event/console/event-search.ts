import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { checkedInstant } from '../../../platform/clock'
import type { StreamDto } from '../event.dto'

const ENGINE_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['channel', 'channel'],
  ['content_id', 'toString(content_id)'],
  ['product_id', 'toString(product_id)'],
  ['amount', 'toString(amount_fen)'],
  ['quantity', 'toString(quantity)'],
])

/** Finds events of everybody in the audience engine. */
@Injectable()
export class EventSearch {
  constructor(private readonly engine: AudienceEngine) {}

  /** @returns ids, the newest first @throws ENGINE_UNAVAILABLE */
  async ids({ before, name, channel, from, to, property, value }: StreamDto, limit: number): Promise<number[]> {
    const params: Record<string, unknown> = { limit }
    const conditions = ['1']
    const add = (condition: string, key: string, given: string | number): void => {
      conditions.push(condition)
      params[key] = given
    }
    if (before) add('id < {before:UInt64}', 'before', Number(before))
    if (name) add('name = {name:String}', 'name', name)
    if (channel) add('channel = {channel:String}', 'channel', channel)
    if (from) add('occurred_at >= fromUnixTimestamp64Milli({from:Int64})', 'from', checkedInstant(from).getTime())
    if (to) add('occurred_at < fromUnixTimestamp64Milli({to:Int64})', 'to', checkedInstant(to).getTime())
    if (property !== undefined && value !== undefined) {
      const column = ENGINE_COLUMNS.get(property)
      if (column === undefined) params['property'] = property
      add(`${column ?? 'properties[{property:String}]'} = {value:String}`, 'value', value)
    }
    const rows = await this.engine.query<{ id: number }>(
      `SELECT id FROM event WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT {limit:UInt32}`,
      params,
    )
    return rows.map(({ id }) => Number(id))
  }
}
