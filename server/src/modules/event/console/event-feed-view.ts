import { Injectable } from '@nestjs/common'
import type { SelectQueryBuilder } from 'typeorm'
import { checkedInstant } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { CustomerService } from '../../identity'
import type { StreamDto, StreamItem, StreamReply, TimelineDto, TimelineReply } from '../event.dto'
import { EventEntity } from '../event.entity'
import { EventPresenter } from '../event.presenter'
import { EventReferences } from '../event.references'
import { EventService } from '../event.service'
import type { ReferenceKind } from '../property.policy'
import { EventSearch } from './event-search'

const DEFAULT_LIMIT = 50
const EXPORT_PAGE = 500
const EXPORTED_AT_MOST = 100_000
/** The stream is for watching what comes in. A rare event further back than this is found by its definition's counts. */
const STREAM_DEPTH = 200_000

/** Events as the console reads them: of one person, and of everybody as they come in. */
@Injectable()
export class EventFeedView {
  constructor(
    private readonly db: Database,
    private readonly events: EventService,
    private readonly presenter: EventPresenter,
    private readonly customers: CustomerService,
    private readonly search: EventSearch,
    private readonly references: EventReferences,
  ) {}

  async timeline(customerId: number, { before, limit = DEFAULT_LIMIT, names }: TimelineDto): Promise<TimelineReply> {
    const events = await this.events.timeline(customerId, {
      limit: limit + 1,
      ...(before ? { before: cursorOf(before) } : {}),
      ...(names ? { names: names.split(',').filter(Boolean) } : {}),
    })
    const page = events.slice(0, limit)
    const last = page.at(-1)
    return {
      items: await this.presenter.present(page),
      next: events.length > limit && last ? `${last.occurredAt.getTime()}-${last.id}` : null,
    }
  }

  /**
   * In the order in which events were recorded, the newest first. What comes in is read from the record; a search over
   * everybody asks the audience engine for the numbers of the events.
   */
  async stream(query: StreamDto): Promise<StreamReply> {
    const { limit = DEFAULT_LIMIT } = query
    const events = await this.find(query, limit + 1)
    const page = events.slice(0, limit)
    const people = await this.customers.summaries(page.map(({ customerId }) => customerId))
    const told = await this.presenter.present(page)
    return {
      items: told.map((item, index) => {
        const event = page[index]
        const person = event ? people.get(event.customerId) : undefined
        return {
          ...item,
          recordedAt: event?.recordedAt.toISOString() ?? '',
          customer: person
            ? {
                publicId: person.publicId,
                displayName: person.displayName,
                phoneMasked: person.phoneMasked,
                channels: person.channels,
              }
            : null,
        }
      }),
      next: events.length > limit ? String(page.at(-1)?.id) : null,
    }
  }

  /** The same, on and on, as far as a file goes. */
  async *all(query: StreamDto): AsyncIterable<StreamItem> {
    let before = query.before
    for (let told = 0; told < EXPORTED_AT_MOST;) {
      const { items, next } = await this.stream({ ...query, before, limit: EXPORT_PAGE })
      yield* items
      told += items.length
      if (next === null) return
      before = next
    }
  }

  private async find(asked: StreamDto, limit: number): Promise<EventEntity[]> {
    const query = await this.byOurNumber(asked)
    if (!query) return []
    const { before, name, customer } = query
    if (customer === undefined && isSearch(query)) {
      const found = await this.events.byIds(await this.search.ids(query, limit))
      return found.sort((a, b) => b.id - a.id)
    }
    const list = this.db.repo(EventEntity).createQueryBuilder('event')
    if (customer === undefined) {
      const [newest] = await this.db.query<{ id: string | null }[]>('SELECT MAX(id) AS id FROM event')
      list.where('event.id > :floor', { floor: Number(newest?.id ?? 0) - STREAM_DEPTH })
    } else {
      const { id } = await this.customers.byPublicId(customer)
      list.where('event.customerId = :id', { id })
      narrow(list, query)
    }
    if (before) list.andWhere('event.id < :before', { before: Number(before) })
    if (name) list.andWhere('event.name = :name', { name })
    return list.orderBy('event.id', 'DESC').take(limit).getMany()
  }

  /** A person knows a product by its code. @returns null when there is no such thing, hence no such event */
  private async byOurNumber(query: StreamDto): Promise<StreamDto | null> {
    const { property, value } = query
    const kind = property === undefined ? undefined : REFERENCES.get(property)
    if (!kind || value === undefined) return query
    const id = (await this.references.find(kind, [value])).get(value)
    return id === undefined ? null : { ...query, value: String(id) }
  }
}

const REFERENCES: ReadonlyMap<string, ReferenceKind> = new Map([
  ['content_id', 'content'],
  ['product_id', 'product'],
])

const isSearch = ({ channel, from, to, property }: StreamDto): boolean =>
  [channel, from, to, property].some((part) => part !== undefined)

/** The same conditions as the engine's, for the events of one person. */
function narrow(list: SelectQueryBuilder<EventEntity>, { channel, from, to, property, value }: StreamDto): void {
  if (channel) list.andWhere('event.channel = :channel', { channel })
  if (from) list.andWhere('event.occurredAt >= :from', { from: checkedInstant(from) })
  if (to) list.andWhere('event.occurredAt < :to', { to: checkedInstant(to) })
  if (property === undefined || value === undefined) return
  const column = RECORD_COLUMNS.get(property)
  if (column) list.andWhere(`event.${column} = :value`, { value })
  else list.andWhere('JSON_UNQUOTE(JSON_EXTRACT(event.properties, :path)) = :value', { path: `$.${property}`, value })
}

const RECORD_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['channel', 'channel'],
  ['content_id', 'contentId'],
  ['product_id', 'productId'],
  ['amount', 'amountFen'],
  ['quantity', 'quantity'],
])

function cursorOf(text: string): { occurredAt: Date; id: number } {
  const [at = '0', id = '0'] = text.split('-')
  return { occurredAt: new Date(Number(at)), id: Number(id) }
}
