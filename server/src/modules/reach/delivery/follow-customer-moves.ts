import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Database } from '../../../platform/database'
import { CustomerMoves, type CustomerMove } from '../../identity'
import { CampaignMember } from '../campaign/campaign-member.entity'

/**
 * Keeps the ledger with its person: a delivery follows the identity that it went to, a draw follows the person. When both
 * were drawn for one campaign, each draw stays where it is: which of the two arms the person felt cannot be told.
 */
@Injectable()
export class FollowCustomerMoves implements OnModuleInit {
  constructor(
    private readonly moves: CustomerMoves,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.moves.register({
      name: 'reach',
      move: (move, remembered) => this.move(move, remembered),
      erase: (customerId) => this.erase(customerId),
    })
  }

  private async move({ kind, from, to, identityIds }: CustomerMove, remembered: number[]): Promise<number[]> {
    if (identityIds.length > 0) {
      await this.db.query(
        `UPDATE delivery SET customer_id = ? WHERE customer_id = ? AND identity_id IN (?)
           AND NOT EXISTS (SELECT 1 FROM (SELECT campaign_id, message_id FROM delivery WHERE customer_id = ?) other
                           WHERE other.campaign_id = delivery.campaign_id AND other.message_id = delivery.message_id)`,
        [to, from, identityIds, to],
      )
    }
    return kind === 'merge' ? this.takeDraws(from, to) : this.moveDraws(from, to, remembered)
  }

  /** @returns the campaigns whose draw went over, to be given back when the merge is undone */
  private async takeDraws(from: number, to: number): Promise<number[]> {
    const rows = await this.db.query<{ campaign_id: number | string }[]>(
      `SELECT campaign_id FROM campaign_member WHERE customer_id = ?
         AND campaign_id NOT IN (SELECT campaign_id FROM campaign_member WHERE customer_id = ?)`,
      [from, to],
    )
    const campaignIds = rows.map(({ campaign_id }) => Number(campaign_id))
    await this.moveDraws(from, to, campaignIds)
    return campaignIds
  }

  private async moveDraws(from: number, to: number, campaignIds: number[]): Promise<number[]> {
    if (campaignIds.length > 0) {
      await this.db.query('UPDATE campaign_member SET customer_id = ? WHERE customer_id = ? AND campaign_id IN (?)', [
        to,
        from,
        campaignIds,
      ])
    }
    return []
  }

  private async erase(customerId: number): Promise<void> {
    await this.db.query('UPDATE delivery SET address = NULL, identity_id = NULL WHERE customer_id = ?', [customerId])
    await this.db.repo(CampaignMember).delete({ customerId })
  }
}
