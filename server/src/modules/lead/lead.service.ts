import { Injectable } from '@nestjs/common'
import { Brackets, type SelectQueryBuilder } from 'typeorm'
import { Clock } from '../../platform/clock'
import type { StaffActor } from '../../platform/context'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { skipTake } from '../../platform/http'
import { PublicId } from '../../platform/public-id'
import { CustomerService } from '../identity'
import { StaffService } from '../staff'
import { FollowUp } from './follow-up/follow-up.entity'
import type { LeadDetail, LeadPage, LeadQuery, LeadRow, LeadSummary, SalesReply } from './lead.dto'
import { Lead } from './lead.entity'
import { mayFollow, maySee, seesAll } from './lead.policy'
import { presentFollowUp, presentLead } from './lead.presenter'
import { isOpen, LEAD_STATES, leadMachine, OPEN_STATES, type LeadState } from './lead.states'
import { LeadStore } from './lead.store'

/** Leads as people see them. */
@Injectable()
export class LeadService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly publicId: PublicId,
    private readonly store: LeadStore,
    private readonly customers: CustomerService,
    private readonly staff: StaffService,
  ) {}

  async list(query: LeadQuery, actor: StaffActor): Promise<LeadPage> {
    const list = this.visible(query.scope ?? 'all', actor)
    if (query.state) list.andWhere('lead.state = :state', { state: query.state })
    if (query.ownerId !== undefined) list.andWhere('lead.ownerId = :ownerId', { ownerId: query.ownerId })
    if (query.due) this.onlyDue(list)
    const { skip, take } = skipTake(query)
    const [leads, total] = await list
      .orderBy('lead.nextStepAt IS NULL', 'ASC')
      .addOrderBy('lead.nextStepAt', 'ASC')
      .addOrderBy('lead.id', 'DESC')
      .skip(skip)
      .take(take)
      .getManyAndCount()
    return { items: await this.rows(leads), total, page: query.page, pageSize: query.pageSize }
  }

  async summary(actor: StaffActor): Promise<LeadSummary> {
    const states = await this.visible('all', actor)
      .select(['lead.state AS state', 'COUNT(*) AS leads'])
      .groupBy('lead.state')
      .getRawMany<{ state: LeadState; leads: string }>()
    const counts = new Map(states.map(({ state, leads }) => [state, Number(leads)]))
    return {
      states: (Object.keys(LEAD_STATES) as LeadState[]).map((state) => ({ state, leads: counts.get(state) ?? 0 })),
      pool: await this.visible('pool', actor).getCount(),
      due: await this.onlyDue(this.visible(seesAll(actor) ? 'all' : 'mine', actor)).getCount(),
    }
  }

  /** The lead behind a public id, whoever owns it. @throws NOT_FOUND */
  async lead(publicId: string): Promise<Lead> {
    return this.store.get(this.publicId.decode('lead', publicId))
  }

  /** The lead behind a public id, if the actor may see it. @throws NOT_FOUND, LEAD_NOT_YOURS */
  async visibleLead(publicId: string, actor: StaffActor): Promise<Lead> {
    const lead = await this.lead(publicId)
    if (!maySee(actor, lead)) throw new AppError('LEAD_NOT_YOURS')
    return lead
  }

  async detail(lead: Lead, actor: StaffActor): Promise<LeadDetail> {
    const [row] = await this.rows([lead])
    const followUps = await this.db
      .repo(FollowUp)
      .find({ where: { leadId: lead.id }, order: { id: 'DESC' }, take: 200 })
    const staff = await this.staff.byIds(followUps.flatMap(({ staffId }) => (staffId === null ? [] : [staffId])))
    const may = mayFollow(actor, lead)
    return {
      ...(row ?? presentLead(lead, '', undefined, null, this.clock.now())),
      lostReason: lead.lostReason,
      actions: may ? leadMachine.actions(lead.state) : [],
      mayFollow: may,
      mayClaim: lead.ownerId === null && isOpen(lead.state) && actor.role === 'sales',
      followUps: followUps.map((entry) =>
        presentFollowUp(entry, entry.staffId === null ? null : (staff.get(entry.staffId)?.name ?? null)),
      ),
    }
  }

  /** The lead that a portrait shows: the open one, else the latest; null when there is none or it is not for the actor's eyes. */
  async ofCustomer(customerId: number, actor: StaffActor): Promise<LeadDetail | null> {
    const lead = await this.store.ofCustomer(customerId)
    return lead && maySee(actor, lead) ? this.detail(lead, actor) : null
  }

  /** Who can be given leads, and how many open ones each has. */
  async sales(): Promise<SalesReply[]> {
    const sales = await this.staff.sales()
    const held = await this.db.query<{ owner_id: number | string; held: number | string }[]>(
      'SELECT owner_id, COUNT(*) AS held FROM sales_lead WHERE owner_id IS NOT NULL AND state IN (?) GROUP BY owner_id',
      [OPEN_STATES],
    )
    const counts = new Map(held.map((row) => [Number(row.owner_id), Number(row.held)]))
    return sales.map(({ id, name }) => ({ id, name, openLeads: counts.get(id) ?? 0 }))
  }

  private async rows(leads: Lead[]): Promise<LeadRow[]> {
    const people = await this.customers.summaries(leads.map(({ customerId }) => customerId))
    const staff = await this.staff.byIds(leads.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])))
    const now = this.clock.now()
    return leads.map((lead) => {
      const owner = lead.ownerId === null ? null : (staff.get(lead.ownerId)?.name ?? null)
      return presentLead(lead, this.publicId.encode('lead', lead.id), people.get(lead.customerId), owner, now)
    })
  }

  private visible(scope: NonNullable<LeadQuery['scope']>, actor: StaffActor): SelectQueryBuilder<Lead> {
    const list = this.db.repo(Lead).createQueryBuilder('lead').where('1 = 1')
    if (scope === 'mine') return list.andWhere('lead.ownerId = :me', { me: actor.staffId })
    if (scope === 'pool')
      return list.andWhere('lead.ownerId IS NULL').andWhere('lead.state IN (:...open)', { open: OPEN_STATES })
    if (seesAll(actor)) return list
    return list.andWhere(
      new Brackets((or) => or.where('lead.ownerId = :me', { me: actor.staffId }).orWhere('lead.ownerId IS NULL')),
    )
  }

  private onlyDue(list: SelectQueryBuilder<Lead>): SelectQueryBuilder<Lead> {
    return list
      .andWhere('lead.nextStepAt <= :now', { now: this.clock.now() })
      .andWhere('lead.state IN (:...openStates)', { openStates: OPEN_STATES })
  }
}
