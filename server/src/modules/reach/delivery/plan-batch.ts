import { Injectable } from '@nestjs/common'
import { Clock, DAY_MS } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { ConsentService } from '../../privacy'
import type { CampaignMessage } from '../campaign/campaign-message.entity'
import type { Campaign } from '../campaign/campaign.entity'
import type { Target } from '../channels/channel-port'
import { Channels } from '../channels/channels'
import { drawArm, REACH_LIMITS } from '../reach.policy'
import type { SkipReason } from './delivery.states'

/** What is planned for one person and one message: a target, or the reason why not. */
type Line = { message: CampaignMessage; target: Target } | { message: CampaignMessage; reason: SkipReason }

export interface PersonPlan {
  customerId: number
  /** Null for somebody who cannot or may not be reached: such a one is not drawn. */
  arm: 'reached' | 'control' | null
  lines: Line[]
}

/** Decides, for a batch of people, who is drawn into which arm and what is sent to whom, or why not. */
@Injectable()
export class PlanBatch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly channels: Channels,
    private readonly consents: ConsentService,
  ) {}

  /** @returns one plan per person, in the order of `customerIds`; nothing is written */
  async decide(
    campaign: Campaign,
    messages: readonly CampaignMessage[],
    customerIds: readonly number[],
  ): Promise<PersonPlan[]> {
    const ids = [...customerIds]
    const allowed = await this.consents.allows(ids, 'marketing')
    const tired = await this.overFrequencyCap(ids)
    const targets = new Map<number, Map<number, Target>>()
    for (const message of messages)
      targets.set(message.id, await this.channels.of(message.channel).targets(message.accountId, ids))
    return ids.map((customerId) => {
      const refusal: SkipReason | null = !allowed.has(customerId)
        ? 'NO_CONSENT'
        : tired.has(customerId)
          ? 'FREQUENCY_CAP'
          : null
      const lines = this.linesOf(campaign, messages, (message) => targets.get(message.id)?.get(customerId), refusal)
      const reachable = lines.some((line) => 'target' in line)
      const arm = reachable ? drawArm(campaign.seed, customerId, campaign.controlBasisPoints) : null
      return { customerId, arm, lines: arm === 'control' ? [] : lines }
    })
  }

  private linesOf(
    campaign: Campaign,
    messages: readonly CampaignMessage[],
    targetOf: (message: CampaignMessage) => Target | undefined,
    refusal: SkipReason | null,
  ): Line[] {
    let reached = false
    return messages.map((message): Line => {
      if (refusal) return { message, reason: refusal }
      const target = targetOf(message)
      if (!target) return { message, reason: this.channels.of(message.channel).missing }
      if (reached && campaign.channelPolicy === 'first') return { message, reason: 'CHANNEL_NOT_NEEDED' }
      reached = true
      return { message, target }
    })
  }

  /** Those who were sent as much marketing in the past days as the brand allows. */
  private async overFrequencyCap(customerIds: number[]): Promise<Set<number>> {
    if (customerIds.length === 0) return new Set()
    const since = new Date(this.clock.now().getTime() - REACH_LIMITS.perDays * DAY_MS)
    const rows = await this.db.query<{ customer_id: number | string }[]>(
      `SELECT customer_id FROM delivery
       WHERE customer_id IN (?) AND origin = 'campaign' AND sent_at >= ? AND state IN ('submitted', 'unknown', 'delivered')
       GROUP BY customer_id HAVING COUNT(*) >= ?`,
      [customerIds, since, REACH_LIMITS.perPerson],
    )
    return new Set(rows.map(({ customer_id }) => Number(customer_id)))
  }
}
