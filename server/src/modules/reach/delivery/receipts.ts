import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { EventService } from '../../event'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import { Campaign } from '../campaign/campaign.entity'
import { ANSWER_CHANNELS, CHANNEL_KINDS } from '../channels/channel'
import type { WorkTaskResults } from '../jobs/check-work-tasks.job'
import { Delivery } from './delivery.entity'
import {
  deliveryMachine,
  type DeliveryAction,
  type DeliveryState,
  type FailureReason,
  type SkipReason,
} from './delivery.states'

interface TemplateReceipt {
  MsgID: string
  Status: string
  FromUserName: string
}

type Settlement = {
  state: Extract<DeliveryState, 'delivered' | 'failed' | 'skipped'>
  reason: FailureReason | SkipReason | null
}

/** What a receipt does to a delivery; one that its life does not allow any more (it is settled already) changes nothing. */
const ACTION_OF: Record<Settlement['state'], DeliveryAction> = { delivered: 'deliver', failed: 'fail', skipped: 'skip' }

/** Receipts may overtake our own note of the message id by a moment; after so many tries the message was not ours. */
const FOREIGN_AFTER_ATTEMPTS = 4

/** A receipt for a message that we do not know yet; trying again settles it. */
class ReceiptTooEarly extends Error {}

/** Settles deliveries by what the platforms report, and turns each arrival into an event of the person. */
@Injectable()
export class Receipts implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly registry: IntakeRegistry,
    private readonly events: EventService,
  ) {}

  onModuleInit(): void {
    this.registry.register<TemplateReceipt>('official-account.event.template_send_job_finish', (message, body) =>
      this.template(message, body),
    )
    this.registry.register<WorkTaskResults>('work.group-message-result', (message, body) => this.work(message, body))
  }

  private async template(message: IntakeMessage, receipt: TemplateReceipt): Promise<void> {
    const deliveries = this.db.repo(Delivery)
    const accountId = message.accountId ?? 0
    const delivery =
      (await deliveries.findOneBy({ accountId, platformMessageId: receipt.MsgID })) ??
      // The answer to our call was lost, so the id is not known; the receiver tells which delivery it was.
      (await deliveries.findOne({
        where: { accountId, address: receipt.FromUserName, state: 'unknown' },
        order: { id: 'DESC' },
      }))
    if (!delivery) {
      if (message.attempt < FOREIGN_AFTER_ATTEMPTS) throw new ReceiptTooEarly()
      return
    }
    await this.settle([{ delivery, ...templateSettlement(receipt.Status) }], message.occurredAt)
  }

  private async work(message: IntakeMessage, { taskId, results }: WorkTaskResults): Promise<void> {
    const deliveries = await this.db
      .repo(Delivery)
      .findBy({ taskId, address: In(results.map(({ externalUserid }) => externalUserid)) })
    const byAddress = new Map(deliveries.map((delivery) => [delivery.address, delivery]))
    const settled = results.flatMap(({ externalUserid, status }) => {
      const delivery = byAddress.get(externalUserid)
      return delivery ? [{ delivery, ...workSettlement(status) }] : []
    })
    await this.settle(settled, message.occurredAt)
  }

  private async settle(settled: ({ delivery: Delivery } & Settlement)[], at: Date): Promise<void> {
    const open = settled.filter(
      ({ delivery, state }) => deliveryMachine.next(delivery.state, ACTION_OF[state]) === state,
    )
    const campaigns = await this.db
      .repo(Campaign)
      .findBy({ id: In(open.map(({ delivery }) => delivery.campaignId ?? 0)) })
    const names = new Map(campaigns.map(({ id, name }) => [id, name]))
    for (const { delivery, state, reason } of open) {
      await this.db.repo(Delivery).update(
        { id: delivery.id },
        {
          state,
          reason,
          leaseToken: null,
          leaseUntil: null,
          sentAt: delivery.sentAt ?? at,
          settledAt: this.clock.now(),
        },
      )
    }
    await this.events.recordMany(
      open
        .filter(({ state, delivery }) => state === 'delivered' && delivery.identityId !== null)
        .map(({ delivery }) => ({
          name: 'receive_message',
          customerId: delivery.customerId,
          identityId: delivery.identityId ?? 0,
          occurredAt: at,
          dedupKey: `delivery:${delivery.id}`,
          channel: { ...CHANNEL_KINDS, ...ANSWER_CHANNELS }[delivery.channel],
          properties: { campaign: names.get(delivery.campaignId ?? 0) ?? '' },
        })),
    )
  }
}

/** `success`, `failed:user block`, `failed: system failed` (wechat reference §1.4; the spaces differ). */
function templateSettlement(status: string): Settlement {
  if (status === 'success') return { state: 'delivered', reason: null }
  return { state: 'failed', reason: /block/.test(status) ? 'USER_BLOCKED' : 'PLATFORM_ERROR' }
}

function workSettlement(status: WorkTaskResults['results'][number]['status']): Settlement {
  if (status === 'over-cap') return { state: 'skipped', reason: 'PLATFORM_CAP' }
  return status === 'delivered'
    ? { state: 'delivered', reason: null }
    : { state: 'failed', reason: 'NOT_A_CONTACT_ANYMORE' }
}
