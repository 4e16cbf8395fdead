import { Injectable } from '@nestjs/common'
import { Clock, DAY_MS } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import type { Campaign } from '../campaign/campaign.entity'
import { meanDifference, rateDifference, verdictOf, wilson } from './effect.policy'
import type { ArmReply, EffectReply } from './effect.dto'

type Arm = 'reached' | 'control'

interface ArmRow {
  arm: Arm
  people: string | number
  converted: string | number | null
  amount: string | number | null
  squares: string | number | null
}

interface DayRow {
  arm: Arm
  day: string | number
  converted: string | number
}

const EMPTY = { people: 0, converted: 0, sum: 0, sumOfSquares: 0 }

/** Measures a campaign: everybody who was drawn to be reached against everybody who was drawn to be left alone. */
@Injectable()
export class EffectService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Compares the arms as they were drawn (intention to treat): a person whose message failed stays in the reached arm,
   * else the comparison would favour us. Counts begin when sending began and end `conversionDays` later.
   */
  async of(campaign: Campaign): Promise<EffectReply> {
    const from = campaign.startedAt
    const to = from ? new Date(from.getTime() + campaign.conversionDays * DAY_MS) : null
    const [arms, days] =
      from && to
        ? [await this.arms(campaign, from, to), await this.days(campaign, from, to)]
        : [new Map<Arm, typeof EMPTY>(), []]
    const reached = arms.get('reached') ?? EMPTY
    const control = arms.get('control') ?? EMPTY
    const rate = rateDifference(reached, control)
    const spending = meanDifference(reached, control)
    const elapsed = from ? Math.max(0, this.clock.now().getTime() - from.getTime()) : 0
    return {
      conversionEvent: campaign.conversionEvent,
      conversionDays: campaign.conversionDays,
      from: from?.toISOString() ?? null,
      to: to?.toISOString() ?? null,
      elapsedDays: Math.min(campaign.conversionDays, elapsed / DAY_MS),
      complete: to !== null && this.clock.now() >= to,
      reached: presentArm(reached),
      control: presentArm(control),
      rateDifference: rate,
      amountDifferenceFen: spending,
      verdict: verdictOf(rate),
      days: cumulative(days, campaign.conversionDays, { reached: reached.people, control: control.people }),
    }
  }

  private async arms(campaign: Campaign, from: Date, to: Date): Promise<Map<Arm, typeof EMPTY>> {
    const rows = await this.db.query<ArmRow[]>(
      `SELECT arm, COUNT(*) AS people, SUM(acts > 0) AS converted, SUM(amount) AS amount, SUM(amount * amount) AS squares
       FROM (
         SELECT member.arm, COUNT(event.id) AS acts, COALESCE(SUM(event.amount_fen), 0) AS amount
         FROM campaign_member member
         LEFT JOIN event ON event.customer_id = member.customer_id AND event.name = ? AND event.occurred_at >= ? AND event.occurred_at < ?
         WHERE member.campaign_id = ?
         GROUP BY member.arm, member.customer_id
       ) person GROUP BY arm`,
      [campaign.conversionEvent, from, to, campaign.id],
    )
    return new Map(
      rows.map((row) => [
        row.arm,
        {
          people: Number(row.people),
          converted: Number(row.converted ?? 0),
          sum: Number(row.amount ?? 0),
          sumOfSquares: Number(row.squares ?? 0),
        },
      ]),
    )
  }

  /** On which day after the start people converted for the first time. */
  private async days(campaign: Campaign, from: Date, to: Date): Promise<DayRow[]> {
    return this.db.query<DayRow[]>(
      `SELECT arm, FLOOR(TIMESTAMPDIFF(SECOND, ?, first_at) / 86400) AS day, COUNT(*) AS converted
       FROM (
         SELECT member.arm, MIN(event.occurred_at) AS first_at
         FROM campaign_member member
         JOIN event ON event.customer_id = member.customer_id AND event.name = ? AND event.occurred_at >= ? AND event.occurred_at < ?
         WHERE member.campaign_id = ?
         GROUP BY member.arm, member.customer_id
       ) person GROUP BY arm, day`,
      [from, campaign.conversionEvent, from, to, campaign.id],
    )
  }
}

function presentArm(arm: typeof EMPTY): ArmReply {
  const { low, high } = wilson(arm)
  return {
    people: arm.people,
    converted: arm.converted,
    rate: arm.people === 0 ? null : arm.converted / arm.people,
    rateLow: arm.people === 0 ? null : low,
    rateHigh: arm.people === 0 ? null : high,
    amountFen: arm.sum,
    amountPerPersonFen: arm.people === 0 ? null : arm.sum / arm.people,
  }
}

function cumulative(rows: DayRow[], days: number, people: Record<Arm, number>): EffectReply['days'] {
  const upTo = (arm: Arm, day: number): number =>
    rows.filter((row) => row.arm === arm && Number(row.day) <= day).reduce((sum, row) => sum + Number(row.converted), 0)
  const rate = (arm: Arm, day: number): number | null => (people[arm] === 0 ? null : upTo(arm, day) / people[arm])
  return Array.from({ length: days }, (_, day) => ({
    day: day + 1,
    reachedRate: rate('reached', day),
    controlRate: rate('control', day),
  }))
}
