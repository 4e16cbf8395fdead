import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock, checkedInstant } from '../../../platform/clock'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { StaffService } from '../../staff'
import type { AddNoteDto, MoveLeadDto } from '../lead.dto'
import { Lead } from '../lead.entity'
import { mayFollow } from '../lead.policy'
import { LEAD_ACTIONS } from '../lead.states'
import { LeadStore } from '../lead.store'

/** What sales do about a lead. Runs inside the request's transaction. */
@Injectable()
export class FollowLead {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly store: LeadStore,
    private readonly staff: StaffService,
  ) {}

  /** Writes a note and, where given, the next step. A first note marks a new lead as contacted. @throws LEAD_NOT_YOURS */
  async addNote(lead: Lead, { text, nextStep, nextStepAt }: AddNoteDto, actor: StaffActor): Promise<Lead> {
    this.refuseOthers(lead, actor)
    await this.db.repo(Lead).update(
      { id: lead.id },
      {
        lastFollowedAt: this.clock.now(),
        ...(nextStep === undefined ? {} : { nextStep }),
        ...(nextStepAt === undefined ? {} : { nextStepAt: nextStepAt === null ? null : checkedInstant(nextStepAt) }),
      },
    )
    await this.store.note({ leadId: lead.id, staffId: actor.staffId, kind: 'note', text })
    this.audit.describe({ action: 'lead.note', target: { kind: 'lead', id: lead.id }, after: { nextStepAt } })
    return lead.state === 'new' ? this.step(lead, { action: 'contact' }, actor) : this.store.get(lead.id)
  }

  /** Moves a lead on in its life. @throws LEAD_NOT_YOURS, LEAD_STATE, LEAD_REASON_REQUIRED, LEAD_OPEN_EXISTS */
  async move(lead: Lead, dto: MoveLeadDto, actor: StaffActor): Promise<Lead> {
    this.refuseOthers(lead, actor)
    if (dto.action === 'lose' && !dto.reason?.trim()) throw new AppError('LEAD_REASON_REQUIRED', { field: 'reason' })
    this.audit.describe({
      action: `lead.${dto.action}`,
      target: { kind: 'lead', id: lead.id },
      before: { state: lead.state },
    })
    return this.step(lead, dto, actor)
  }

  /** Takes a lead out of the pool for oneself. @throws LEAD_TAKEN, LEAD_CAP_REACHED, LEAD_OWNER_INVALID */
  async claim(lead: Lead, actor: StaffActor): Promise<Lead> {
    const given = await this.store.give(lead, actor.staffId, null)
    await this.store.note({ leadId: lead.id, staffId: actor.staffId, kind: 'owner', text: `${actor.name} 从公海领取` })
    this.audit.describe({ action: 'lead.claim', target: { kind: 'lead', id: lead.id } })
    return given
  }

  /** Gives a lead to a sales, or back to the pool. @throws LEAD_TAKEN, LEAD_CAP_REACHED, LEAD_OWNER_INVALID */
  async assign(lead: Lead, ownerId: number | null, actor: StaffActor): Promise<Lead> {
    if (ownerId === lead.ownerId) return lead
    const before = await this.nameOf(lead.ownerId)
    const after = ownerId === null ? await this.store.release(lead) : await this.store.give(lead, ownerId, lead.ownerId)
    const text = `${before} → ${await this.nameOf(ownerId)}`
    await this.store.note({ leadId: lead.id, staffId: actor.staffId, kind: 'owner', text })
    this.audit.describe({
      action: 'lead.assign',
      target: { kind: 'lead', id: lead.id },
      before: { ownerId: lead.ownerId },
      after: { ownerId },
    })
    return after
  }

  private async step(lead: Lead, { action, reason }: MoveLeadDto, actor: StaffActor): Promise<Lead> {
    const moved = await this.store.move(lead, action, {
      lastFollowedAt: this.clock.now(),
      ...(action === 'lose' ? { lostReason: reason ?? '' } : {}),
    })
    await this.store.note({
      leadId: lead.id,
      staffId: actor.staffId,
      kind: 'state',
      text: reason ?? LEAD_ACTIONS[action],
      fromState: lead.state,
      toState: moved.state,
    })
    return moved
  }

  private refuseOthers(lead: Lead, actor: StaffActor): void {
    if (!mayFollow(actor, lead)) throw new AppError('LEAD_NOT_YOURS')
  }

  private async nameOf(ownerId: number | null): Promise<string> {
    return ownerId === null ? '公海' : ((await this.staff.byIds([ownerId])).get(ownerId)?.name ?? '离职员工')
  }
}
