import { Injectable } from '@nestjs/common'
import { Database } from '../../../platform/database'
import { CustomerService } from '../../identity'
import type { StreamDto, StreamReply, TimelineDto, TimelineReply } from '../event.dto'
import { EventEntity } from '../event.entity'
import { EventPresenter } from '../event.presenter'
import { EventService } from '../event.service'

const DEFAULT_LIMIT = 50
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

  /** In the order in which events were recorded, the newest first. */
  async stream({ before, limit = DEFAULT_LIMIT, name, channel }: StreamDto): Promise<StreamReply> {
    const [newest] = await this.db.query<{ id: string | null }[]>('SELECT MAX(id) AS id FROM event')
    const list = this.db
      .repo(EventEntity)
      .createQueryBuilder('event')
      .where('event.id > :floor', { floor: Number(newest?.id ?? 0) - STREAM_DEPTH })
    if (before) list.andWhere('event.id < :before', { before: Number(before) })
    if (name) list.andWhere('event.name = :name', { name })
    if (channel) list.andWhere('event.channel = :channel', { channel })
    const events = await list
      .orderBy('event.id', 'DESC')
      .take(limit + 1)
      .getMany()
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
}

function cursorOf(text: string): { occurredAt: Date; id: number } {
  const [at = '0', id = '0'] = text.split('-')
  return { occurredAt: new Date(Number(at)), id: Number(id) }
}
