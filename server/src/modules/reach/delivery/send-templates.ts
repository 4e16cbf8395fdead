import { Injectable } from '@nestjs/common'
import { AttributeService } from '../../identity'
import type { CampaignMessage } from '../campaign/campaign-message.entity'
import type { Campaign } from '../campaign/campaign.entity'
import type { TemplateContent } from '../channels/channel'
import type { SendOutcome } from '../channels/channel-port'
import { TemplateChannel } from '../channels/template-channel'
import { DeliveryStore, type Result } from './delivery.store'
import { Recheck } from './recheck'

const BATCH = 100
/** Calls under way at once for one campaign; the platform allows more, the account's other uses need room. */
const PARALLEL = 8

/** Sends template messages person by person. */
@Injectable()
export class SendTemplates {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly recheck: Recheck,
    private readonly channel: TemplateChannel,
    private readonly attributes: AttributeService,
  ) {}

  /** Sends the next batch. @returns how many deliveries were dealt with */
  async next(campaign: Campaign, messages: readonly CampaignMessage[]): Promise<number> {
    const claimed = await this.deliveries.claim(campaign.id, 'official_account_template', BATCH)
    for (const message of messages) {
      const { ready, refused } = await this.recheck.check(
        message,
        claimed.filter(({ messageId }) => messageId === message.id),
      )
      await this.deliveries.settle(refused)
      const known = await this.attributes.effective(
        ready.map(({ delivery }) => delivery.customerId),
        ['nickname'],
      )
      const queue = [...ready]
      const send = async (): Promise<void> => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const { delivery, target } = next
          const nickname = known.get(delivery.customerId)?.[0]?.value
          const person = { openid: target.address, nickname: typeof nickname === 'string' ? nickname : null }
          const outcome = await this.channel.send(
            message.accountId,
            message.content as TemplateContent,
            person,
            delivery.id,
          )
          await this.deliveries.settle([resultOf(delivery.id, outcome)])
        }
      }
      await Promise.all(Array.from({ length: Math.min(PARALLEL, ready.length) }, send))
    }
    return claimed.length
  }
}

function resultOf(deliveryId: number, outcome: SendOutcome): Result {
  switch (outcome.kind) {
    case 'submitted':
      return { deliveryId, state: 'submitted', platformMessageId: outcome.platformMessageId }
    case 'failed':
      return { deliveryId, state: 'failed', reason: outcome.reason }
    case 'skipped':
      return { deliveryId, state: 'skipped', reason: outcome.reason }
    case 'later':
      return { deliveryId, state: 'planned', seconds: outcome.seconds }
    case 'unknown':
      return { deliveryId, state: 'unknown' }
  }
}
