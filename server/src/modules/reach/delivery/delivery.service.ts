import { Injectable } from '@nestjs/common'
import { In, MoreThan, type FindOptionsWhere } from 'typeorm'
import { Database } from '../../../platform/database'
import { skipTake } from '../../../platform/http'
import { CustomerService } from '../../identity'
import { CampaignMember } from '../campaign/campaign-member.entity'
import type { DeliveryPage, DeliveryQuery, DeliveryRow } from '../campaign/campaign.dto'
import { reasonLabel } from '../campaign/campaign.presenter'
import { Delivery } from './delivery.entity'

const EXPORT_BATCH = 2000

/** The ledger, as the console reads it. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly db: Database,
    private readonly customers: CustomerService,
  ) {}

  async list(campaignId: number, query: DeliveryQuery): Promise<DeliveryPage> {
    const { page, pageSize } = query
    if (query.control) {
      const [members, total] = await this.db
        .repo(CampaignMember)
        .findAndCount({ where: { campaignId, arm: 'control' }, order: { customerId: 'ASC' }, ...skipTake(query) })
      return {
        items: await this.present(members.map(({ customerId }) => ({ customerId, delivery: null }))),
        total,
        page,
        pageSize,
      }
    }
    const where = wanted(campaignId, query)
    const [deliveries, total] = await this.db
      .repo(Delivery)
      .findAndCount({ where, order: { id: 'ASC' }, ...skipTake(query) })
    return {
      items: await this.present(deliveries.map((delivery) => ({ customerId: delivery.customerId, delivery }))),
      total,
      page,
      pageSize,
    }
  }

  /** The same people as `list`, all pages, for a file; read in steps so that memory stays flat. */
  async *all(campaignId: number, query: DeliveryQuery): AsyncGenerator<DeliveryRow> {
    if (query.control) {
      yield* this.control(campaignId)
      return
    }
    for (let after = 0; ;) {
      const where = { ...wanted(campaignId, query), id: MoreThan(after) }
      const batch = await this.db.repo(Delivery).find({ where, order: { id: 'ASC' }, take: EXPORT_BATCH })
      yield* await this.present(batch.map((delivery) => ({ customerId: delivery.customerId, delivery })))
      const last = batch.at(-1)
      if (!last || batch.length < EXPORT_BATCH) return
      after = last.id
    }
  }

  private async *control(campaignId: number): AsyncGenerator<DeliveryRow> {
    for (let after = 0; ;) {
      const where = { campaignId, arm: 'control' as const, customerId: MoreThan(after) }
      const batch = await this.db.repo(CampaignMember).find({ where, order: { customerId: 'ASC' }, take: EXPORT_BATCH })
      yield* await this.present(batch.map(({ customerId }) => ({ customerId, delivery: null })))
      const last = batch.at(-1)
      if (!last || batch.length < EXPORT_BATCH) return
      after = last.customerId
    }
  }

  private async present(rows: { customerId: number; delivery: Delivery | null }[]): Promise<DeliveryRow[]> {
    const people = await this.customers.summaries(rows.map(({ customerId }) => customerId))
    return rows.flatMap(({ customerId, delivery }): DeliveryRow[] => {
      const person = people.get(customerId)
      if (!person) return []
      return [
        {
          customerId: person.publicId,
          displayName: person.displayName,
          phoneMasked: person.phoneMasked,
          channel: delivery && delivery.channel !== 'work_welcome' ? delivery.channel : null,
          sender: delivery?.sender ?? null,
          state: delivery?.state ?? 'control',
          reason: delivery?.reason ?? null,
          reasonLabel: delivery?.reason ? reasonLabel(delivery.reason) : null,
          sentAt: delivery?.sentAt?.toISOString() ?? null,
          settledAt: delivery?.settledAt?.toISOString() ?? null,
        },
      ]
    })
  }
}

/** The deliveries that a query means. */
function wanted(campaignId: number, { state, reason, channel }: DeliveryQuery): FindOptionsWhere<Delivery> {
  return {
    campaignId,
    ...(state ? { state: In(state) } : {}),
    ...(reason ? { reason } : {}),
    ...(channel ? { channel } : {}),
  }
}
