import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In, type EntityManager } from 'typeorm'
import { copySource, EngineFeed } from '../../platform/audience-engine'
import { EVENT_ENGINE_TABLE, type EventEngineRow } from './engine-table'
import { EventEntity, type EventPropertyValue } from './event.entity'

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
        read: async (manager, ids) => ({
          event: (await manager.getRepository(EventEntity).findBy({ id: In(ids) })).map(toEngineRow),
        }),
        pages: pageOfEvents,
        touches: ({ event }) =>
          event.map(({ name, customer_id: customerId }) => ({ topic: `event:${name}`, customerId })),
      }),
    )
    this.feed.source(
      copySource<Rows>({
        kind: 'event-of-customer',
        tables: [{ ...EVENT_ENGINE_TABLE, replaceBy: 'customer_id' }],
        read: async (manager, customerIds) => ({
          event: (await manager.getRepository(EventEntity).findBy({ customerId: In(customerIds) })).map(toEngineRow),
        }),
        touches: (_, keys) => keys.map((customerId) => ({ topic: 'event:*', customerId })),
      }),
    )
  }
}

async function pageOfEvents(manager: EntityManager, after: number, limit: number): Promise<number[]> {
  const rows = await manager.query<{ id: string }[]>('SELECT id FROM event WHERE id > ? ORDER BY id LIMIT ?', [
    after,
    limit,
  ])
  return rows.map(({ id }) => Number(id))
}

const toEngineRow = (event: EventEntity): EventEngineRow => ({
  id: event.id,
  customer_id: event.customerId,
  name: event.name,
  occurred_at: event.occurredAt.toISOString(),
  channel: event.channel,
  content_id: event.contentId ?? 0,
  product_id: event.productId ?? 0,
  amount_fen: event.amountFen,
  quantity: event.quantity,
  properties: Object.fromEntries(Object.entries(event.properties).map(([key, value]) => [key, engineText(value)])),
})

const engineText = (value: EventPropertyValue): string => (Array.isArray(value) ? JSON.stringify(value) : String(value))
