import { Injectable } from '@nestjs/common'
import { Clock, DAY_MS } from '../../../platform/clock'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AccountService } from '../../account'
import { EventPresenter, EventService } from '../../event'
import {
  ATTRIBUTE_SOURCES,
  AttributeService,
  CustomerService,
  displayAttribute,
  IdentityService,
  TOUCHPOINT_BADGES,
  type Customer,
} from '../../identity'
import { LeadService } from '../../lead'
import { ConsentService } from '../../privacy'
import { AppError } from '../../../platform/errors'
import { phaseOf } from './phase.policy'
import type { PortraitAttribute, PortraitPreference, PortraitReply, PortraitValue } from './portrait.dto'

const ACTS = 12
const PREFERENCE_DAYS = 180
const PREFERENCES = 5
const MONTHS = 12

interface Purchases {
  orders: number
  totalFen: number
  firstAt: Date | null
  lastAt: Date | null
}

/** Puts one person on one screen, from the record, exact as of now. */
@Injectable()
export class PortraitService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountService,
    private readonly identities: IdentityService,
    private readonly customers: CustomerService,
    private readonly attributes: AttributeService,
    private readonly consents: ConsentService,
    private readonly events: EventService,
    private readonly eventPresenter: EventPresenter,
    private readonly leads: LeadService,
  ) {}

  /** Whoever is behind a 企业微信 contact. @throws NOT_FOUND when the contact has not been seen yet */
  async byContact(externalUserid: string, actor: StaffActor): Promise<PortraitReply> {
    for (const { key } of (await this.accounts.list()).filter(({ kind }) => kind === 'work')) {
      const known = await this.identities.findCustomer({ kind: 'external_userid', scope: key, value: externalUserid })
      if (known) return this.of(await this.customers.get(known.customerId), actor)
    }
    throw new AppError('NOT_FOUND', { params: { what: '这位联系人的客户资料' } })
  }

  async of(customer: Customer, actor: StaffActor): Promise<PortraitReply> {
    const { id } = customer
    const [summary, attributes, allowed, purchases, months, preferences, acts, lead] = await Promise.all([
      this.customers.summary(id),
      this.attributesOf(id),
      this.consents.allows([id], 'marketing'),
      this.purchases(id),
      this.months(id),
      this.preferences(id),
      this.events.timeline(id, { limit: ACTS }),
      this.leads.ofCustomer(id, actor),
    ])
    const now = this.clock.now()
    return {
      customerId: summary.publicId,
      displayName: summary.displayName,
      phoneMasked: summary.phoneMasked,
      touchpoints: summary.channels.map((badge) => TOUCHPOINT_BADGES[badge]),
      firstChannel: summary.firstChannel,
      since: customer.firstSeenAt.toISOString(),
      marketingConsent: allowed.has(id),
      phase: phaseOf({
        now,
        orders: purchases.orders,
        firstOrderAt: purchases.firstAt,
        // What we send is no act of theirs. Whoever only received lately was last here when they last bought.
        lastActAt: acts.find(({ name }) => name !== 'receive_message')?.occurredAt ?? purchases.lastAt,
        hasPhone: summary.hasPhone,
      }),
      attributes,
      value: valueOf(purchases, months, now),
      preferences,
      acts: await this.eventPresenter.present(acts),
      lead,
    }
  }

  private async attributesOf(customerId: number): Promise<PortraitAttribute[]> {
    const definitions = new Map((await this.attributes.definitions()).map((definition) => [definition.key, definition]))
    const values = (await this.attributes.effective([customerId])).get(customerId) ?? []
    return values.flatMap((value): PortraitAttribute[] => {
      const definition = definitions.get(value.attribute)
      if (!definition) return []
      return [
        {
          key: value.attribute,
          label: definition.label,
          value: displayAttribute(definition, value.value),
          source: ATTRIBUTE_SOURCES[value.source],
          at: value.at.toISOString(),
        },
      ]
    })
  }

  private async purchases(customerId: number): Promise<Purchases> {
    const [row] = await this.db.query<
      { orders: string; total: string | null; first_at: Date | null; last_at: Date | null }[]
    >(
      `SELECT COUNT(DISTINCT JSON_UNQUOTE(JSON_EXTRACT(properties, '$.order_no'))) AS orders, SUM(amount_fen) AS total,
         MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at
       FROM event WHERE customer_id = ? AND name = 'purchase'`,
      [customerId],
    )
    return {
      orders: Number(row?.orders ?? 0),
      totalFen: Number(row?.total ?? 0),
      firstAt: row?.first_at ?? null,
      lastAt: row?.last_at ?? null,
    }
  }

  private async months(customerId: number): Promise<Map<string, { amountFen: number; orders: number }>> {
    const since = new Date(this.clock.now().getTime() - 366 * DAY_MS)
    const rows = await this.db.query<{ month: string; amount: string; orders: string }[]>(
      `SELECT DATE_FORMAT(occurred_at + INTERVAL 8 HOUR, '%Y-%m') AS month, SUM(amount_fen) AS amount,
         COUNT(DISTINCT JSON_UNQUOTE(JSON_EXTRACT(properties, '$.order_no'))) AS orders
       FROM event WHERE customer_id = ? AND name = 'purchase' AND occurred_at >= ? GROUP BY month`,
      [customerId, since],
    )
    return new Map(
      rows.map(({ month, amount, orders }) => [month, { amountFen: Number(amount), orders: Number(orders) }]),
    )
  }

  private async preferences(customerId: number): Promise<PortraitPreference[]> {
    const since = new Date(this.clock.now().getTime() - PREFERENCE_DAYS * DAY_MS)
    const rows = await this.db.query<{ name: string; reads: string }[]>(
      `SELECT tag.name, COUNT(*) AS \`reads\`
       FROM event JOIN article_tag link ON link.article_id = event.content_id JOIN content_tag tag ON tag.id = link.tag_id
       WHERE event.customer_id = ? AND event.name = 'read_content' AND event.occurred_at >= ?
       GROUP BY tag.id, tag.name ORDER BY COUNT(*) DESC, tag.id LIMIT ?`,
      [customerId, since, PREFERENCES],
    )
    return rows.map(({ name, reads }) => ({ name, reads: Number(reads) }))
  }
}

function valueOf(
  purchases: Purchases,
  months: Map<string, { amountFen: number; orders: number }>,
  now: Date,
): PortraitValue {
  const { orders, totalFen, lastAt } = purchases
  return {
    totalFen,
    orders,
    averageOrderFen: orders === 0 ? null : Math.round(totalFen / orders),
    lastOrderAt: lastAt?.toISOString() ?? null,
    daysSinceLastOrder: lastAt ? Math.floor((now.getTime() - lastAt.getTime()) / DAY_MS) : null,
    months: pastMonths(now).map((month) => ({ month, ...(months.get(month) ?? { amountFen: 0, orders: 0 }) })),
  }
}

/** The past twelve months of Asia/Shanghai as `YYYY-MM`, oldest first, this one included. */
function pastMonths(now: Date): string[] {
  const shanghai = new Date(now.getTime() + 8 * 3_600_000)
  return Array.from({ length: MONTHS }, (_, index) =>
    new Date(Date.UTC(shanghai.getUTCFullYear(), shanghai.getUTCMonth() - (MONTHS - 1 - index), 1))
      .toISOString()
      .slice(0, 7),
  )
}
