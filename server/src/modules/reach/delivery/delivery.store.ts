import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import type { ChannelKind } from '../channels/channel'
import { Delivery } from './delivery.entity'
import type { FailureReason, SkipReason } from './delivery.states'

const LEASE_SECONDS = 120

/** What happened to a delivery that was in hand. */
export type Result =
  | { deliveryId: number; state: 'submitted'; platformMessageId: string | null }
  | { deliveryId: number; state: 'skipped'; reason: SkipReason }
  | { deliveryId: number; state: 'failed'; reason: FailureReason }
  | { deliveryId: number; state: 'unknown' }
  | { deliveryId: number; state: 'planned'; seconds: number }

/** Hands deliveries out to senders, at most once each, and writes what came of them. */
@Injectable()
export class DeliveryStore {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes up to `limit` due deliveries of a campaign's channel by compare-and-set; nobody else gets the same ones. */
  async claim(
    campaignId: number,
    channel: ChannelKind,
    limit: number,
    sender?: { messageId: number; sender: string },
  ): Promise<Delivery[]> {
    const now = this.clock.now()
    const ofSender = sender ? ' AND message_id = ? AND sender = ?' : ''
    const due = await this.db.query<{ id: number | string }[]>(
      `SELECT id FROM delivery WHERE campaign_id = ? AND state = 'planned' AND channel = ? AND next_at <= ?${ofSender} ORDER BY id LIMIT ?`,
      [campaignId, channel, now, ...(sender ? [sender.messageId, sender.sender] : []), limit],
    )
    if (due.length === 0) return []
    const token = randomUUID()
    await this.db.query(
      `UPDATE delivery SET state = 'sending', lease_token = ?, lease_until = ?, attempts = attempts + 1 WHERE id IN (?) AND state = 'planned'`,
      [token, new Date(now.getTime() + LEASE_SECONDS * 1000), due.map(({ id }) => Number(id))],
    )
    return this.db.repo(Delivery).find({ where: { leaseToken: token }, order: { id: 'ASC' } })
  }

  /** Who has work waiting on a channel where messages go member by member. */
  async waitingSenders(campaignId: number): Promise<{ messageId: number; sender: string }[]> {
    const rows = await this.db.query<{ message_id: number | string; sender: string }[]>(
      `SELECT DISTINCT message_id, sender FROM delivery
       WHERE campaign_id = ? AND state = 'planned' AND channel = 'work_group_message' AND next_at <= ?`,
      [campaignId, this.clock.now()],
    )
    return rows.map(({ message_id, sender }) => ({ messageId: Number(message_id), sender }))
  }

  /** Writes what came of deliveries in hand; a result for one that is no longer in hand changes nothing. */
  async settle(results: readonly Result[], from: 'sending' | 'submitted' = 'sending'): Promise<void> {
    const now = this.clock.now()
    await this.db.transaction(async () => {
      for (const result of results) {
        const sent = result.state === 'submitted' || result.state === 'unknown'
        const reason = 'reason' in result ? result.reason : null
        const nextAt = result.state === 'planned' ? new Date(now.getTime() + result.seconds * 1000) : now
        await this.db.query<UpdateResultHeader>(
          `UPDATE delivery SET state = ?, reason = ?, platform_message_id = COALESCE(?, platform_message_id), lease_token = NULL,
             lease_until = NULL, next_at = ?, sent_at = IF(?, COALESCE(sent_at, ?), sent_at), settled_at = IF(?, ?, settled_at)
           WHERE id = ? AND state = ?`,
          [
            result.state,
            reason,
            result.state === 'submitted' ? result.platformMessageId : null,
            nextAt,
            sent,
            now,
            result.state === 'failed' || result.state === 'skipped',
            now,
            result.deliveryId,
            from,
          ],
        )
      }
    })
  }

  /** Deliveries whose sender died in the middle: the platform may have taken them, so they are never sent again by themselves. */
  async loseExpired(): Promise<number> {
    const now = this.clock.now()
    const lost = await this.db.query<UpdateResultHeader>(
      `UPDATE delivery SET state = 'unknown', lease_token = NULL, sent_at = COALESCE(sent_at, lease_until), lease_until = NULL
       WHERE state = 'sending' AND lease_until < ?`,
      [now],
    )
    return lost.affectedRows
  }

  /** How many deliveries of a campaign still wait to be handed to a platform, and when the next one is due. */
  async remaining(campaignId: number): Promise<{ count: number; nextAt: Date | null }> {
    const [row] = await this.db.query<{ count: number | string; next_at: Date | null }[]>(
      `SELECT COUNT(*) AS count, MIN(next_at) AS next_at FROM delivery WHERE campaign_id = ? AND state IN ('planned', 'sending')`,
      [campaignId],
    )
    return { count: Number(row?.count ?? 0), nextAt: row?.next_at ?? null }
  }
}
