import { Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { Database, type UpdateResultHeader } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { StaffService } from '../staff'
import { FollowUp } from './follow-up/follow-up.entity'
import { Lead } from './lead.entity'
import { OPEN_LEADS_PER_SALES } from './lead.policy'
import { isOpen, LEAD_ACTIONS, LEAD_STATES, leadMachine, OPEN_STATES, type LeadAction } from './lead.states'

/** Reads leads and changes them one step at a time, each by compare-and-set. */
@Injectable()
export class LeadStore {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly staff: StaffService,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Lead> {
    const lead = await this.db.repo(Lead).findOneBy({ id })
    if (!lead) throw new AppError('NOT_FOUND', { params: { what: '线索' } })
    return lead
  }

  /** The customer's open lead, else the latest one. */
  async ofCustomer(customerId: number): Promise<Lead | null> {
    const leads = this.db.repo(Lead)
    return (
      (await leads.findOneBy({ openCustomerId: customerId })) ??
      (await leads.findOne({ where: { customerId }, order: { id: 'DESC' } }))
    )
  }

  /**
   * Opens a lead, unless the customer has an open one.
   * @returns the new lead, or the open one that was there
   */
  async open(customerId: number, source: string, ownerId: number | null): Promise<{ lead: Lead; created: boolean }> {
    const now = this.clock.now()
    // The driver reports one affected row for a duplicate too, so only a look beforehand tells new from old.
    const before = await this.db.repo(Lead).findOneBy({ openCustomerId: customerId })
    await this.db.query(
      `INSERT INTO sales_lead (customer_id, open_customer_id, state, owner_id, source, assigned_at) VALUES (?, ?, 'new', ?, ?, ?)
       ON DUPLICATE KEY UPDATE id = id`,
      [customerId, customerId, ownerId, source, ownerId === null ? null : now],
    )
    const lead = await this.ofCustomer(customerId)
    if (!lead) throw new AppError('NOT_FOUND', { params: { what: '线索' } })
    return { lead, created: before === null }
  }

  /** Moves a lead on. @throws LEAD_STATE when the action is not allowed now, or somebody else was faster; LEAD_OPEN_EXISTS */
  async move(lead: Lead, action: LeadAction, changes: Partial<Lead> = {}): Promise<Lead> {
    const to = leadMachine.next(lead.state, action)
    const refusal = new AppError('LEAD_STATE', {
      params: { state: LEAD_STATES[lead.state], action: LEAD_ACTIONS[action] },
    })
    if (!to) throw refusal
    if (isOpen(to) && !isOpen(lead.state) && (await this.db.repo(Lead).existsBy({ openCustomerId: lead.customerId }))) {
      throw new AppError('LEAD_OPEN_EXISTS')
    }
    const moved = await this.db.repo(Lead).update(
      { id: lead.id, state: lead.state },
      {
        ...changes,
        state: to,
        openCustomerId: isOpen(to) ? lead.customerId : null,
        closedAt: isOpen(to) ? null : this.clock.now(),
      },
    )
    if (moved.affected !== 1) throw refusal
    return this.get(lead.id)
  }

  /**
   * Gives a lead to a sales. The owner's row is locked, so the cap holds when several are given at once; the lead itself
   * changes hands by compare-and-set, so of N people who claim it one wins.
   * @param expected who is believed to own it now; null = the pool
   * @throws LEAD_OWNER_INVALID, LEAD_CAP_REACHED, LEAD_TAKEN
   */
  async give(lead: Lead, ownerId: number, expected: number | null): Promise<Lead> {
    const [owner] = await this.db.query<{ name: string; role: string; disabled: number }[]>(
      'SELECT name, role, disabled FROM staff WHERE id = ? FOR UPDATE',
      [ownerId],
    )
    if (!owner || owner.disabled === 1 || owner.role !== 'sales')
      throw new AppError('LEAD_OWNER_INVALID', { field: 'ownerId' })
    const [held] = await this.db.query<{ held: number | string }[]>(
      'SELECT COUNT(*) AS held FROM sales_lead WHERE owner_id = ? AND state IN (?)',
      [ownerId, OPEN_STATES],
    )
    if (Number(held?.held ?? 0) >= OPEN_LEADS_PER_SALES) {
      throw new AppError('LEAD_CAP_REACHED', { params: { owner: owner.name, limit: OPEN_LEADS_PER_SALES } })
    }
    const given = await this.db.query<UpdateResultHeader>(
      `UPDATE sales_lead SET owner_id = ?, assigned_at = ? WHERE id = ? AND ${expected === null ? 'owner_id IS NULL' : 'owner_id = ?'} AND state IN (?)`,
      [ownerId, this.clock.now(), lead.id, ...(expected === null ? [] : [expected]), OPEN_STATES],
    )
    if (given.affectedRows !== 1) throw await this.taken(lead.id)
    return this.get(lead.id)
  }

  /** Puts a lead back into the pool. @throws LEAD_TAKEN when it changed hands meanwhile */
  async release(lead: Lead): Promise<Lead> {
    const released = await this.db.query<UpdateResultHeader>(
      'UPDATE sales_lead SET owner_id = NULL, assigned_at = NULL WHERE id = ? AND owner_id = ? AND state IN (?)',
      [lead.id, lead.ownerId, OPEN_STATES],
    )
    if (released.affectedRows !== 1) throw await this.taken(lead.id)
    return this.get(lead.id)
  }

  async note(
    entry: Pick<FollowUp, 'leadId' | 'staffId' | 'kind' | 'text'> & Partial<Pick<FollowUp, 'fromState' | 'toState'>>,
  ): Promise<void> {
    await this.db.repo(FollowUp).insert(entry)
  }

  private async taken(id: number): Promise<AppError> {
    const { ownerId } = await this.get(id)
    const owner = ownerId === null ? null : (await this.staff.byIds([ownerId])).get(ownerId)
    return new AppError('LEAD_TAKEN', { params: { owner: owner?.name ?? '他人' } })
  }
}
