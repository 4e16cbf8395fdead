import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { copySource, EngineFeed } from '../../platform/audience-engine'
import { EVENT_ENGINE_TABLE, type EventEngineRow } from './engine-table'
import type { EventPropertyValue } from './event.entity'
import { partitionEnds } from './partitions'

type Rows = { event: EventEngineRow[] }

/** Copies events to the audience engine: new ones by their number, moved ones by their customers. */
@Injectable()
export class EventEngineSource implements OnModuleInit {
  constructor(private readonly feed: EngineFeed) {}

  onModuleInit(): void {
    this.feed.source(
      copySource<Rows>({
        kind: 'event',
        tables: [EVENT_ENGINE_TABLE],
        appendOnly: true,
        read: async (manager, ids) => ({ event: await rowsBy(manager, 'id', ids) }),
        everything: everyEvent,
        touches: ({ event }) =>
          event.map(({ name, customer_id: customerId }) => ({ topic: `event:${name}`, customerId })),
      }),
    )
    this.feed.source(
      copySource<Rows>({
        kind: 'event-of-customer',
        tables: [{ ...EVENT_ENGINE_TABLE, replaceBy: 'customer_id' }],
        read: async (manager, customerIds) => ({ event: await rowsBy(manager, 'customer_id', customerIds) }),
        touches: (_, keys) => keys.map((customerId) => ({ topic: 'event:*', customerId })),
      }),
    )
  }
}

/** So many rows are one batch: the engine makes a part of each, and sorts it once. */
const ROWS_PER_BATCH = 50_000

/**
 * Every event in the order in which the record keeps them: month by month, by customer and time. By number they would
 * lie all over the table.
 */
async function* everyEvent(manager: EntityManager): AsyncGenerator<{ rows: Rows; keys: number }> {
  const ends = await partitionEnds((sql) => manager.query(sql))
  for (const [index, end] of [...ends, LATEST].entries()) {
    const month = [ends[index - 1] ?? EARLIEST, end]
    let after: Pick<RecordRow, 'customer_id' | 'occurred_at' | 'id'> = {
      customer_id: '0',
      occurred_at: new Date(0),
      id: '0',
    }
    for (;;) {
      const { customer_id, occurred_at, id } = after
      const rows = await manager.query<RecordRow[]>(
        `SELECT ${COLUMNS} FROM event WHERE occurred_at >= ? AND occurred_at < ?
           AND customer_id >= ? AND (customer_id > ? OR occurred_at > ? OR (occurred_at = ? AND id > ?))
         ORDER BY customer_id, occurred_at, id LIMIT ${ROWS_PER_BATCH}`,
        [...month, customer_id, customer_id, occurred_at, occurred_at, id],
      )
      const last = rows.at(-1)
      if (!last) break
      yield { rows: { event: rows.map(engineRow) }, keys: rows.length }
      after = last
    }
  }
}

const EARLIEST = '1000-01-01'
const LATEST = '9999-12-31'
const COLUMNS = 'id, customer_id, name, occurred_at, channel, content_id, product_id, amount_fen, quantity, properties'

interface RecordRow {
  id: string
  customer_id: string
  name: string
  occurred_at: Date
  channel: string
  content_id: string | null
  product_id: string | null
  amount_fen: string | null
  quantity: string | null
  /** JSON of the properties without columns of their own. */
  properties: string
}

/** Read without entities: making those would take longer than all the rest of the copy. */
async function rowsBy(manager: EntityManager, column: 'id' | 'customer_id', keys: number[]): Promise<EventEngineRow[]> {
  const rows = await manager.query<RecordRow[]>(`SELECT ${COLUMNS} FROM event WHERE ${column} IN (?)`, [keys])
  return rows.map(engineRow)
}

const engineRow = (row: RecordRow): EventEngineRow => ({
  id: Number(row.id),
  customer_id: Number(row.customer_id),
  name: row.name,
  occurred_at: row.occurred_at.toISOString(),
  channel: row.channel,
  content_id: Number(row.content_id ?? 0),
  product_id: Number(row.product_id ?? 0),
  amount_fen: row.amount_fen === null ? null : Number(row.amount_fen),
  quantity: row.quantity === null ? null : Number(row.quantity),
  properties: engineProperties(row.properties),
})

function engineProperties(json: string): Record<string, string> {
  const properties = JSON.parse(json) as Record<string, EventPropertyValue>
  const texts: Record<string, string> = {}
  for (const key in properties) texts[key] = engineText(properties[key] ?? '')
  return texts
}

const engineText = (value: EventPropertyValue): string => (Array.isArray(value) ? JSON.stringify(value) : String(value))
