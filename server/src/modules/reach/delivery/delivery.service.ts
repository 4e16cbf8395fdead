import { Injectable } from '@nestjs/common'
import { In, MoreThan, Raw, type FindOptionsWhere } from 'typeorm'
import { Database } from '../../../platform/database'
import { skipTake } from '../../../platform/http'
import { CustomerService } from '../../identity'
import { StaffService } from '../../staff'
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
    private readonly staff: StaffService,
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
    const senders = await this.namesOf(rows.flatMap(({ delivery }) => delivery?.sender ?? []))
    return rows.flatMap(({ customerId, delivery }): DeliveryRow[] => {
      const person = people.get(customerId)
      if (!person) return []
      return [
        {
          customerId: person.publicId,
          displayName: person.displayName,
          phoneMasked: person.phoneMasked,
          channel: delivery && delivery.channel !== 'work_welcome' ? delivery.channel : null,
          sender: delivery?.sender ? (senders.get(delivery.sender) ?? delivery.sender) : null,
          state: delivery?.state ?? 'control',
          reason: delivery?.reason ?? null,
          reasonLabel: delivery?.reason ? reasonLabel(delivery.reason) : null,
          sentAt: delivery?.sentAt?.toISOString() ?? null,
          settledAt: delivery?.settledAt?.toISOString() ?? null,
        },
      ]
    })
  }

  /** The few members of 企业微信 who sent, by name where they are known as staff. */
  private async namesOf(userids: readonly string[]): Promise<Map<string, string>> {
    const names = new Map<string, string>()
    for (const userid of new Set(userids)) {
      const member = await this.staff.byWorkUserid(userid)
      if (member) names.set(userid, member.name)
    }
    return names
  }
}

/** The deliveries that a query means. */
function wanted(campaignId: number, { state, reason, channel, arm }: DeliveryQuery): FindOptionsWhere<Delivery> {
  const drawn = '(SELECT customer_id FROM campaign_member WHERE campaign_id = :drawnFor)'
  return {
    campaignId,
    ...(state ? { state: In(state) } : {}),
    ...(reason ? { reason } : {}),
    ...(channel ? { channel } : {}),
    ...(arm
      ? {
          customerId: Raw((column) => `${column} ${arm === 'none' ? 'NOT IN' : 'IN'} ${drawn}`, {
            drawnFor: campaignId,
          }),
        }
      : {}),
  }
}
