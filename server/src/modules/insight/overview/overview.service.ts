import { Injectable } from '@nestjs/common'
import { AudienceEngine } from '../../../platform/audience-engine'
import { EVENT_ENGINE_TABLE, EventService } from '../../event'
import { CUSTOMER_ENGINE_TABLE } from '../../identity'
import type { EventVolume, OverviewDay, OverviewReply, OverviewTotals, TouchpointCombination } from './overview.dto'

const CUSTOMER = CUSTOMER_ENGINE_TABLE.name
const EVENT = EVENT_ENGINE_TABLE.name
const DAYS = 30

/** Conditions on a row of the engine's customer table, by what a person sees. */
const TOUCHPOINTS = {
  手机号: `has(identities, 'phone')`,
  公众号: 'notEmpty(follows)',
  小程序: `has(identities, 'openid') AND length(arrayFilter(x -> startsWith(x, 'openid@'), identities)) > length(follows)`,
  企业微信: 'notEmpty(work_contacts)',
} as const

/** The brand at a glance, from the audience engine; at most a few seconds behind the record. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly events: EventService,
  ) {}

  async read(): Promise<OverviewReply> {
    const [totals, days, combinations, events] = await Promise.all([
      this.totals(),
      this.days(),
      this.combinations(),
      this.volumes(),
    ])
    return { totals, days, combinations, events }
  }

  private async totals(): Promise<OverviewTotals> {
    const [people] = await this.engine.query<
      Omit<OverviewTotals, 'activeThisWeek' | 'activeLastWeek' | 'salesThisWeekFen' | 'salesLastWeekFen'>
    >(
      `SELECT count() AS customers, countIf(${TOUCHPOINTS.手机号}) AS withPhone, countIf(${TOUCHPOINTS.公众号}) AS followers,
         countIf(${TOUCHPOINTS.小程序}) AS miniProgramUsers, countIf(${TOUCHPOINTS.企业微信}) AS workContacts,
         countIf((${TOUCHPOINTS.公众号}) + (${TOUCHPOINTS.小程序}) + (${TOUCHPOINTS.企业微信}) >= 2) AS joined,
         countIf(created_at >= now() - INTERVAL 7 DAY) AS newThisWeek,
         countIf(created_at >= now() - INTERVAL 14 DAY AND created_at < now() - INTERVAL 7 DAY) AS newLastWeek
       FROM ${CUSTOMER}`,
    )
    const [acts] = await this.engine.query<
      Pick<OverviewTotals, 'activeThisWeek' | 'activeLastWeek' | 'salesThisWeekFen' | 'salesLastWeekFen'>
    >(
      `SELECT uniqExactIf(customer_id, occurred_at >= now() - INTERVAL 7 DAY) AS activeThisWeek,
         uniqExactIf(customer_id, occurred_at < now() - INTERVAL 7 DAY) AS activeLastWeek,
         sumIf(ifNull(amount_fen, 0), name = 'purchase' AND occurred_at >= now() - INTERVAL 7 DAY) AS salesThisWeekFen,
         sumIf(ifNull(amount_fen, 0), name = 'purchase' AND occurred_at < now() - INTERVAL 7 DAY) AS salesLastWeekFen
       FROM ${EVENT} WHERE occurred_at >= now() - INTERVAL 14 DAY AND occurred_at <= now()`,
    )
    return {
      ...(people ?? {
        customers: 0,
        withPhone: 0,
        followers: 0,
        miniProgramUsers: 0,
        workContacts: 0,
        joined: 0,
        newThisWeek: 0,
        newLastWeek: 0,
      }),
      ...(acts ?? { activeThisWeek: 0, activeLastWeek: 0, salesThisWeekFen: 0, salesLastWeekFen: 0 }),
    }
  }

  private async days(): Promise<OverviewDay[]> {
    return this.engine.query<OverviewDay>(
      `WITH toDate(now('Asia/Shanghai')) AS today
       SELECT toString(day) AS day, sum(fresh) AS newCustomers, sum(active) AS activeCustomers, sum(orders) AS orders, sum(amount) AS amountFen
       FROM (
         SELECT today - number AS day, 0 AS fresh, 0 AS active, 0 AS orders, 0 AS amount FROM numbers({days:UInt32})
         UNION ALL
         SELECT toDate(created_at, 'Asia/Shanghai') AS day, count(), 0, 0, 0 FROM ${CUSTOMER}
         WHERE toDate(created_at, 'Asia/Shanghai') > today - {days:UInt32} GROUP BY day
         UNION ALL
         SELECT toDate(occurred_at, 'Asia/Shanghai') AS day, 0, uniqExact(customer_id),
           uniqExactIf(properties['order_no'], name = 'purchase'), sumIf(ifNull(amount_fen, 0), name = 'purchase')
         FROM ${EVENT} WHERE occurred_at >= now() - INTERVAL {days:UInt32} + 1 DAY AND toDate(occurred_at, 'Asia/Shanghai') > today - {days:UInt32}
           AND toDate(occurred_at, 'Asia/Shanghai') <= today GROUP BY day
       ) GROUP BY day ORDER BY day`,
      { days: DAYS },
    )
  }

  private async combinations(): Promise<TouchpointCombination[]> {
    const names = Object.entries(TOUCHPOINTS).map(([name, condition]) => `if(${condition}, '${name}', '')`)
    return this.engine.query<TouchpointCombination>(
      `SELECT arrayFilter(name -> name != '', [${names.join(', ')}]) AS touchpoints, count() AS customers
       FROM ${CUSTOMER} GROUP BY touchpoints HAVING notEmpty(touchpoints) ORDER BY customers DESC, touchpoints LIMIT 12`,
    )
  }

  private async volumes(): Promise<EventVolume[]> {
    const labels = new Map((await this.events.definitions()).map(({ name, label }) => [name, label]))
    const rows = await this.engine.query<Omit<EventVolume, 'label'>>(
      `SELECT name, count() AS events, uniqExact(customer_id) AS customers FROM ${EVENT}
       WHERE occurred_at >= now() - INTERVAL {days:UInt32} DAY AND occurred_at <= now() GROUP BY name ORDER BY events DESC, name`,
      { days: DAYS },
    )
    return rows.map((row) => ({ ...row, label: labels.get(row.name) ?? row.name }))
  }
}
