import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { EngineFeed } from '../../platform/audience-engine'
import { Clock } from '../../platform/clock'
import { Database, insertNew } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { Outbox } from '../../platform/outbox'
import { IdentityService, retryConflicts } from '../identity'
import type { EventDefinition } from './definition/event-definition.entity'
import { EventDefinitions } from './definition/event-definitions'
import { EventIds } from './event-ids'
import { EventEntity } from './event.entity'
import { readEvent, type EventInput, type ReadEvent } from './event.policy'

export interface TimelineQuery {
  /** Only events before this one, which ended the last page. */
  before?: { occurredAt: Date; id: number }
  /** At most 200; default 50. */
  limit?: number
  /** Only events of these names. */
  names?: readonly string[]
  /** Not older than this. */
  since?: Date
}

export interface RecordedEvents {
  /** Of the events that are new; one that was recorded before is left out. */
  eventIds: number[]
  duplicates: number
}

const INSERT_AT_ONCE = 500
const MAX_TIMELINE = 200

/** Records what people do, and tells what one person did. */
@Injectable()
export class EventService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ids: EventIds,
    private readonly plan: EventDefinitions,
    private readonly identities: IdentityService,
    private readonly feed: EngineFeed,
    private readonly outbox: Outbox,
  ) {}

  /** The tracking plan, built-in events first. */
  async definitions(): Promise<EventDefinition[]> {
    return this.plan.all()
  }

  /**
   * Records one event; the same one again (name, `dedupKey` and time) has no effect.
   * @returns its id, or null when it was recorded before
   * @throws EVENT_UNKNOWN, EVENT_PAUSED, EVENT_PROPERTY_INVALID, EVENT_TIME_INVALID
   */
  async record(input: EventInput): Promise<number | null> {
    const { eventIds } = await this.recordMany([input])
    return eventIds[0] ?? null
  }

  /** Records several, all or none. @throws as `record` */
  async recordMany(inputs: readonly EventInput[]): Promise<RecordedEvents> {
    return this.recordRead(await this.readAll(inputs))
  }

  /** Records events that were judged already. @throws NOT_FOUND when an identity is gone */
  async recordRead(read: readonly ReadEvent[]): Promise<RecordedEvents> {
    if (read.length === 0) return { eventIds: [], duplicates: 0 }
    return retryConflicts(this.db, async () => {
      const owners = await this.identities.lockOwners(read.map(({ identityId }) => identityId))
      const numbers = await this.ids.take(read.length)
      const rows = read.map((event, index) => ({
        ...event,
        id: numbers[index] ?? 0,
        customerId: ownerOf(owners, event.identityId),
      }))
      const fresh: typeof rows = []
      for (let start = 0; start < rows.length; start += INSERT_AT_ONCE) {
        const part = rows.slice(start, start + INSERT_AT_ONCE)
        const kept = (await this.insert(part)) ? null : await this.keptOf(part)
        fresh.push(...(kept ? part.filter(({ id }) => kept.has(id)) : part))
      }
      if (fresh.length > 0) {
        const eventIds = fresh.map(({ id }) => id)
        await this.feed.changed('event', eventIds)
        await this.outbox.emit('event.recorded', {
          eventIds,
          customerIds: [...new Set(fresh.map(({ customerId }) => customerId))],
        })
      }
      return { eventIds: fresh.map(({ id }) => id), duplicates: rows.length - fresh.length }
    })
  }

  /** Checks an event without recording it. @throws as `record` */
  async check(input: EventInput): Promise<void> {
    await this.readAll([input])
  }

  /** What one person did, newest first. */
  async timeline(customerId: number, query: TimelineQuery = {}): Promise<EventEntity[]> {
    const list = this.db
      .repo(EventEntity)
      .createQueryBuilder('event')
      .where('event.customerId = :customerId', { customerId })
    const { before, names, since } = query
    if (before) {
      list.andWhere('(event.occurredAt < :at OR (event.occurredAt = :at AND event.id < :id))', {
        at: before.occurredAt,
        id: before.id,
      })
      // The row comparison alone would read every partition.
      list.andWhere('event.occurredAt <= :at')
    }
    if (since) list.andWhere('event.occurredAt >= :since', { since })
    if (names) list.andWhere('event.name IN (:...names)', { names: ['', ...names] })
    return list
      .orderBy('event.occurredAt', 'DESC')
      .addOrderBy('event.id', 'DESC')
      .take(Math.min(query.limit ?? 50, MAX_TIMELINE))
      .getMany()
  }

  /** Events by id. */
  async byIds(ids: readonly number[]): Promise<EventEntity[]> {
    if (ids.length === 0) return []
    return this.db.repo(EventEntity).find({ where: { id: In([...ids]) }, order: { occurredAt: 'DESC', id: 'DESC' } })
  }

  private async readAll(inputs: readonly EventInput[]): Promise<ReadEvent[]> {
    const now = this.clock.now()
    const read: ReadEvent[] = []
    for (const input of inputs) read.push(readEvent(await this.plan.get(input.name), input, now))
    return read
  }

  /** @returns whether every one was new for certain */
  private async insert(rows: (ReadEvent & { id: number; customerId: number })[]): Promise<boolean> {
    const { allNew } = await insertNew(
      this.db,
      `event (customer_id, occurred_at, id, identity_id, name, channel, content_id, product_id, amount_fen, quantity,
         properties, dedup_hash)`,
      rows.map((row) => [
        row.customerId,
        row.occurredAt,
        row.id,
        row.identityId,
        row.name,
        row.channel,
        row.contentId,
        row.productId,
        row.amountFen,
        row.quantity,
        JSON.stringify(row.properties),
        row.dedupHash,
      ]),
      'id = id',
    )
    return allNew
  }

  /** Which of the numbers are in the record now: a duplicate kept the number of the event that was there first. */
  private async keptOf(rows: { id: number; dedupHash: string; occurredAt: Date }[]): Promise<Set<number>> {
    const times = rows.map(({ occurredAt }) => occurredAt.getTime())
    const found = await this.db.query<{ id: string }[]>(
      'SELECT id FROM event WHERE dedup_hash IN (?) AND occurred_at BETWEEN ? AND ?',
      [rows.map(({ dedupHash }) => dedupHash), new Date(Math.min(...times)), new Date(Math.max(...times))],
    )
    return new Set(found.map(({ id }) => Number(id)))
  }
}

function ownerOf(owners: ReadonlyMap<number, number>, identityId: number): number {
  const owner = owners.get(identityId)
  if (owner === undefined) throw new AppError('NOT_FOUND', { params: { what: '客户' } })
  return owner
}
