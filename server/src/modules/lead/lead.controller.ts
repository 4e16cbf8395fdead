import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Actor } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { Allow, CurrentActor, staffOf } from '../../platform/http'
import { CustomerService } from '../identity'
import { FollowLead } from './follow-up/follow-lead'
import {
  AddNoteDto,
  AssignLeadDto,
  LeadDetail,
  LeadPage,
  LeadQuery,
  LeadSummary,
  MoveLeadDto,
  OpenLeadDto,
  SalesReply,
} from './lead.dto'
import { maySee } from './lead.policy'
import { LeadService } from './lead.service'
import { LeadStore } from './lead.store'

@Controller('api/leads')
export class LeadController {
  constructor(
    private readonly leads: LeadService,
    private readonly store: LeadStore,
    private readonly following: FollowLead,
    private readonly customers: CustomerService,
  ) {}

  @Get()
  @Allow('lead.read-own')
  list(@Query() query: LeadQuery, @CurrentActor() actor: Actor): Promise<LeadPage> {
    return this.leads.list(query, staffOf(actor))
  }

  @Get('summary')
  @Allow('lead.read-own')
  summary(@CurrentActor() actor: Actor): Promise<LeadSummary> {
    return this.leads.summary(staffOf(actor))
  }

  @Get('sales')
  @Allow('lead.assign')
  sales(): Promise<SalesReply[]> {
    return this.leads.sales()
  }

  /** Opens a lead for a customer by hand; it lies in the pool, or belongs to the sales who opened it. */
  @Post()
  @Allow('lead.follow')
  async open(@Body() { customerId }: OpenLeadDto, @CurrentActor() actor: Actor): Promise<LeadDetail> {
    const staff = staffOf(actor)
    const customer = await this.customers.byPublicId(customerId)
    const { lead } = await this.store.open(customer.id, '手工创建', staff.role === 'sales' ? staff.staffId : null)
    // Somebody else works on this customer already; their notes are not for other sales to read.
    if (!maySee(staff, lead)) throw new AppError('LEAD_OPEN_EXISTS')
    return this.leads.detail(lead, staff)
  }

  @Get(':id')
  @Allow('lead.read-own')
  async detail(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<LeadDetail> {
    const staff = staffOf(actor)
    return this.leads.detail(await this.leads.visibleLead(id, staff), staff)
  }

  @Post(':id/notes')
  @Allow('lead.follow')
  async addNote(@Param('id') id: string, @Body() dto: AddNoteDto, @CurrentActor() actor: Actor): Promise<LeadDetail> {
    const staff = staffOf(actor)
    return this.leads.detail(await this.following.addNote(await this.leads.visibleLead(id, staff), dto, staff), staff)
  }

  @Post(':id/move')
  @HttpCode(200)
  @Allow('lead.follow')
  async move(@Param('id') id: string, @Body() dto: MoveLeadDto, @CurrentActor() actor: Actor): Promise<LeadDetail> {
    const staff = staffOf(actor)
    return this.leads.detail(await this.following.move(await this.leads.visibleLead(id, staff), dto, staff), staff)
  }

  @Post(':id/claim')
  @HttpCode(200)
  @Allow('lead.follow')
  async claim(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<LeadDetail> {
    const staff = staffOf(actor)
    return this.leads.detail(await this.following.claim(await this.leads.lead(id), staff), staff)
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Allow('lead.assign')
  async assign(
    @Param('id') id: string,
    @Body() { ownerId }: AssignLeadDto,
    @CurrentActor() actor: Actor,
  ): Promise<LeadDetail> {
    const staff = staffOf(actor)
    return this.leads.detail(
      await this.following.assign(await this.leads.visibleLead(id, staff), ownerId, staff),
      staff,
    )
  }
}
