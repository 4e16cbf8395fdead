import { Type } from 'class-transformer'
import { IsIn, IsInt, IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator'
import { IsInstant, PageOf, PageQuery } from '../../platform/http'
import type { FollowUp } from './follow-up/follow-up.entity'
import { LEAD_ACTIONS, LEAD_STATES, type LeadAction, type LeadState } from './lead.states'

export class LeadQuery extends PageQuery {
  /** `mine`, `pool` or `all`; who may not see all gets one's own and the pool's. */
  @IsOptional()
  @IsIn(['mine', 'pool', 'all'])
  scope?: 'mine' | 'pool' | 'all'

  @IsOptional()
  @IsIn(Object.keys(LEAD_STATES))
  state?: LeadState

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  ownerId?: number

  /** Only those whose next step is due. */
  @IsOptional()
  @IsIn(['due'])
  due?: 'due'
}

export class LeadRow {
  id: string
  customerId: string
  displayName: string
  phoneMasked: string | null
  state: LeadState
  ownerId: number | null
  ownerName: string | null
  source: string
  nextStep: string
  nextStepAt: string | null
  overdue: boolean
  lastFollowedAt: string | null
  createdAt: string
  closedAt: string | null
}

export class LeadPage extends PageOf {
  items: LeadRow[]
}

export class FollowUpReply {
  id: number
  at: string
  staffName: string | null
  kind: FollowUp['kind']
  text: string
  fromState: LeadState | null
  toState: LeadState | null
}

export class LeadDetail extends LeadRow {
  lostReason: string
  /** What may be done now by the person who asks. */
  actions: LeadAction[]
  mayFollow: boolean
  mayClaim: boolean
  followUps: FollowUpReply[]
}

export class LeadCount {
  state: LeadState
  leads: number
}

export class LeadSummary {
  /** Leads by state, of those whom the asker may see. */
  states: LeadCount[]
  pool: number
  due: number
}

export class AddNoteDto {
  @IsString()
  @Length(1, 2000, { message: '请填写跟进内容' })
  text: string

  @IsOptional()
  @IsString()
  @MaxLength(200)
  nextStep?: string

  /** ISO instant; null clears it. */
  @IsOptional()
  @ValidateIf((dto: AddNoteDto) => dto.nextStepAt !== null)
  @IsInstant()
  nextStepAt?: string | null
}

export class MoveLeadDto {
  @IsIn(Object.keys(LEAD_ACTIONS))
  action: LeadAction

  @IsOptional()
  @IsString()
  @MaxLength(200)
  reason?: string
}

export class AssignLeadDto {
  /** Null puts it into the pool. */
  @ValidateIf((dto: AssignLeadDto) => dto.ownerId !== null)
  @IsInt()
  ownerId: number | null
}

export class OpenLeadDto {
  @IsString()
  @Length(1, 64)
  customerId: string
}

export class SalesReply {
  id: number
  name: string
  openLeads: number
}
