import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import type { ANSWER_CHANNELS } from '../channels/channel'
import { Delivery } from './delivery.entity'
import type { FailureReason } from './delivery.states'

export interface AnsweredMessage {
  customerId: number
  identityId: number
  /** The openid or external_userid. */
  address: string
  channel: keyof typeof ANSWER_CHANNELS
  accountId: number
  /** 企微: the member in whose name it was sent. */
  sender: string | null
  outcome: { state: 'delivered' } | { state: 'unknown' } | { state: 'failed'; reason: FailureReason }
  at: Date
}

/** Writes down messages that were sent at once, as an answer, without being planned. */
@Injectable()
export class DeliveryLedger {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async recordAnswer({ outcome, at, ...message }: AnsweredMessage): Promise<void> {
    const reason = outcome.state === 'failed' ? outcome.reason : null
    await this.db.repo(Delivery).insert({
      ...message,
      origin: 'welcome',
      state: outcome.state,
      reason,
      attempts: 1,
      nextAt: at,
      plannedAt: at,
      sentAt: at,
      settledAt: this.clock.now(),
    })
  }
}
