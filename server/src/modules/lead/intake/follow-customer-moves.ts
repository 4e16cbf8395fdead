import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Database } from '../../../platform/database'
import { CustomerMoves, type CustomerMove } from '../../identity'
import { Lead } from '../lead.entity'
import { LeadStore } from '../lead.store'

/**
 * Keeps leads with their person. When both sides of a merge have an open lead, the survivor's goes on and the other
 * rests; undoing the merge gives each side its leads back.
 */
@Injectable()
export class FollowCustomerMoves implements OnModuleInit {
  constructor(
    private readonly moves: CustomerMoves,
    private readonly db: Database,
    private readonly store: LeadStore,
  ) {}

  onModuleInit(): void {
    this.moves.register({
      name: 'lead',
      move: (move, remembered) => this.move(move, remembered),
      erase: (customerId) => this.erase(customerId),
    })
  }

  private async move({ kind, from, to }: CustomerMove, remembered: number[]): Promise<number[]> {
    const leads = await this.db.repo(Lead).findBy({ customerId: from })
    const moving = kind === 'merge' ? leads : leads.filter(({ id }) => remembered.includes(id))
    for (const lead of moving) {
      const taken = lead.openCustomerId !== null && (await this.db.repo(Lead).existsBy({ openCustomerId: to }))
      if (taken) {
        const rested = await this.store.move(lead, 'rest')
        await this.store.note({
          leadId: lead.id,
          staffId: null,
          kind: 'state',
          text: '客户合并，由另一条线索继续',
          fromState: lead.state,
          toState: rested.state,
        })
      }
      await this.db
        .repo(Lead)
        .update(
          { id: lead.id },
          { customerId: to, ...(taken || lead.openCustomerId === null ? {} : { openCustomerId: to }) },
        )
    }
    return moving.map(({ id }) => id)
  }

  /** What sales wrote about a person is personal; that a lead existed is not. */
  private async erase(customerId: number): Promise<void> {
    await this.db.query(
      `UPDATE follow_up SET text = '' WHERE lead_id IN (SELECT id FROM sales_lead WHERE customer_id = ?)`,
      [customerId],
    )
    await this.db.query(`UPDATE sales_lead SET next_step = '', lost_reason = '' WHERE customer_id = ?`, [customerId])
  }
}
