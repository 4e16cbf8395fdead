import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import type { CampaignMessage } from '../campaign/campaign-message.entity'
import type { Campaign } from '../campaign/campaign.entity'
import type { WorkContent } from '../channels/channel'
import { WorkChannel, type TaskOutcome } from '../channels/work-channel'
import { Delivery } from './delivery.entity'
import { DeliveryStore, type Result } from './delivery.store'
import { Recheck } from './recheck'
import { WorkTask } from './work-task.entity'

/** Receivers of one task; the platform takes 10 000. */
const BATCH = 1000
const FIRST_CHECK_SECONDS = 3

/** Makes the group-send tasks, member by member. */
@Injectable()
export class SendWorkTasks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deliveries: DeliveryStore,
    private readonly recheck: Recheck,
    private readonly channel: WorkChannel,
  ) {}

  /** Makes one task per member who has customers waiting. @returns how many deliveries were dealt with */
  async next(campaign: Campaign, messages: readonly CampaignMessage[]): Promise<number> {
    let handled = 0
    for (const waiting of await this.deliveries.waitingSenders(campaign.id)) {
      const message = messages.find(({ id }) => id === waiting.messageId)
      if (!message) continue
      const claimed = await this.deliveries.claim(campaign.id, 'work_group_message', BATCH, waiting)
      handled += claimed.length
      const { ready, refused } = await this.recheck.check(message, claimed)
      await this.deliveries.settle(refused)
      if (ready.length > 0) await this.createTask(message, waiting.sender, ready)
    }
    return handled
  }

  private async createTask(
    message: CampaignMessage,
    sender: string,
    ready: { delivery: Delivery; target: { address: string } }[],
  ): Promise<void> {
    const checkAt = new Date(this.clock.now().getTime() + FIRST_CHECK_SECONDS * 1000)
    const inserted = await this.db
      .repo(WorkTask)
      .insert({ messageId: message.id, accountId: message.accountId, sender, checkAt })
    const taskId = Number(inserted.identifiers[0]?.id)
    await this.db.repo(Delivery).update({ id: In(ready.map(({ delivery }) => delivery.id)) }, { taskId })
    const addresses = ready.map(({ target }) => target.address)
    const outcome = await this.channel.createTask(message.accountId, message.content as WorkContent, sender, addresses)
    await this.db.transaction(async () => {
      await this.db.repo(WorkTask).update({ id: taskId }, taskStateOf(outcome))
      await this.deliveries.settle(ready.map(({ delivery, target }) => resultOf(delivery.id, target.address, outcome)))
    })
  }
}

function taskStateOf(outcome: TaskOutcome): Partial<WorkTask> {
  switch (outcome.kind) {
    case 'waiting':
      return { state: 'waiting', platformMessageId: outcome.platformMessageId }
    case 'unknown':
      return { state: 'unknown' }
    case 'refused':
    case 'later':
      return { state: 'expired' }
  }
}

function resultOf(deliveryId: number, address: string, outcome: TaskOutcome): Result {
  switch (outcome.kind) {
    case 'waiting':
      return outcome.refused.has(address)
        ? { deliveryId, state: 'failed', reason: 'NOT_A_CONTACT_ANYMORE' }
        : { deliveryId, state: 'submitted', platformMessageId: outcome.platformMessageId }
    case 'refused':
      return { deliveryId, state: 'failed', reason: 'PLATFORM_ERROR' }
    case 'later':
      return { deliveryId, state: 'planned', seconds: outcome.seconds }
    case 'unknown':
      return { deliveryId, state: 'unknown' }
  }
}
