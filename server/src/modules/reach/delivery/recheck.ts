import { Injectable } from '@nestjs/common'
import { ConsentService } from '../../privacy'
import type { CampaignMessage } from '../campaign/campaign-message.entity'
import type { Target } from '../channels/channel-port'
import { Channels } from '../channels/channels'
import type { Delivery } from './delivery.entity'
import type { Result } from './delivery.store'

export interface Rechecked {
  /** Deliveries that may still go out, with where they go now. */
  ready: { delivery: Delivery; target: Target }[]
  /** Those that may not any more. */
  refused: Result[]
}

/** Asks once more, right before sending, what planning asked: between the two a person may have withdrawn or left. */
@Injectable()
export class Recheck {
  constructor(
    private readonly channels: Channels,
    private readonly consents: ConsentService,
  ) {}

  /** @param deliveries of `message` */
  async check(message: CampaignMessage, deliveries: readonly Delivery[]): Promise<Rechecked> {
    if (deliveries.length === 0) return { ready: [], refused: [] }
    const channel = this.channels.of(message.channel)
    const ids = deliveries.map(({ customerId }) => customerId)
    const allowed = await this.consents.allows(ids, 'marketing')
    const targets = await channel.targets(message.accountId, ids)
    const result: Rechecked = { ready: [], refused: [] }
    for (const delivery of deliveries) {
      const target = targets.get(delivery.customerId)
      if (!allowed.has(delivery.customerId))
        result.refused.push({ deliveryId: delivery.id, state: 'skipped', reason: 'NO_CONSENT' })
      else if (!target) result.refused.push({ deliveryId: delivery.id, state: 'skipped', reason: channel.missing })
      else result.ready.push({ delivery, target })
    }
    return result
  }
}
