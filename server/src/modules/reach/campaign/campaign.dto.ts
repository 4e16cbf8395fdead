import { Transform, Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator'
import { IsInstant, PageOf, PageQuery } from '../../../platform/http'
import { CHANNEL_KINDS, type ChannelKind } from '../channels/channel'
import { DELIVERY_STATES, type DeliveryState, type FailureReason, type SkipReason } from '../delivery/delivery.states'
import type { ChannelPolicy } from './campaign.entity'
import { CAMPAIGN_ACTIONS, CAMPAIGN_STATES, type CampaignState } from './campaign.states'

const channelKinds = Object.keys(CHANNEL_KINDS)

export class TemplateContentDto {
  @IsString()
  @Length(1, 64)
  templateId: string

  @IsString()
  @Length(1, 64)
  templateTitle: string

  /** Value by the template's keyword; `{昵称}` is filled in per person. */
  @IsObject()
  values: Record<string, string>

  /** Page of the mini-program that a tap opens; empty for none. */
  @IsString()
  @MaxLength(200)
  miniProgramPath: string

  @IsString()
  @MaxLength(64)
  miniProgramAppid: string
}

export class WorkLinkDto {
  @IsString()
  @Length(1, 64)
  title: string

  @IsString()
  @MaxLength(120)
  description: string

  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  url: string
}

export class WorkContentDto {
  @IsString()
  @Length(1, 1300)
  text: string

  @IsOptional()
  @ValidateNested()
  @Type(() => WorkLinkDto)
  link: WorkLinkDto | null
}

export class CampaignMessageDto {
  @IsIn(channelKinds)
  channel: ChannelKind

  @IsInt()
  accountId: number

  /** For `official_account_template`. */
  @IsOptional()
  @ValidateNested()
  @Type(() => TemplateContentDto)
  template?: TemplateContentDto

  /** For `work_group_message`. */
  @IsOptional()
  @ValidateNested()
  @Type(() => WorkContentDto)
  work?: WorkContentDto
}

export class SaveCampaignDto {
  @IsString()
  @Length(1, 64)
  name: string

  @IsInt()
  segmentId: number

  /** Hundredths of a percent: 1000 = 10 %. At most half. */
  @IsInt()
  @Min(0)
  @Max(5000)
  controlBasisPoints: number

  @IsIn(['each', 'first'])
  channelPolicy: ChannelPolicy

  @IsString()
  @Length(1, 64)
  conversionEvent: string

  @IsInt()
  @Min(1)
  @Max(30)
  conversionDays: number

  @IsArray()
  @ArrayNotEmpty({ message: '请至少添加一条消息' })
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => CampaignMessageDto)
  messages: CampaignMessageDto[]
}

export class SendCampaignDto {
  /** ISO instant; absent = now. */
  @IsOptional()
  @IsInstant()
  at?: string

  /** Send now although it is night. */
  @IsOptional()
  @IsBoolean()
  ignoreQuietHours?: boolean
}

export class CampaignQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  search?: string

  @IsOptional()
  @IsIn(Object.keys(CAMPAIGN_STATES))
  state?: CampaignState
}

export class CampaignCounts {
  planned: number
  skipped: number
  sending: number
  submitted: number
  unknown: number
  delivered: number
  failed: number
}

export class CampaignRow {
  id: number
  name: string
  state: CampaignState
  segmentId: number
  segmentName: string
  channels: ChannelKind[]
  controlBasisPoints: number
  audienceSize: number
  counts: CampaignCounts
  createdByName: string | null
  createdAt: string
  scheduledAt: string | null
  startedAt: string | null
  finishedAt: string | null
}

export class CampaignPage extends PageOf {
  items: CampaignRow[]
}

export class CampaignMessageReply {
  id: number
  channel: ChannelKind
  accountId: number
  accountName: string
  template: TemplateContentDto | null
  work: WorkContentDto | null
  counts: CampaignCounts
}

export class ReasonCount {
  channel: ChannelKind
  state: DeliveryState
  reason: string
  label: string
  people: number
}

export class CampaignDetail extends CampaignRow {
  audienceSentence: string
  channelPolicy: ChannelPolicy
  conversionEvent: string
  conversionDays: number
  ignoreQuietHours: boolean
  plannedAt: string | null
  messages: CampaignMessageReply[]
  reasons: ReasonCount[]
  /** People drawn into each arm. */
  reachedPeople: number
  controlPeople: number
  /** What may be done now. */
  actions: (keyof typeof CAMPAIGN_ACTIONS)[]
  /** The planning job while it runs. */
  planJobId: number | null
  /** When marketing may go out next: now, or the end of the quiet hours. */
  nextAllowedAt: string
}

export class DeliveryQuery extends PageQuery {
  /** One state, or several with commas between them. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(Object.keys(DELIVERY_STATES), { each: true })
  state?: DeliveryState[]

  @IsOptional()
  @IsString()
  @MaxLength(40)
  reason?: SkipReason | FailureReason

  @IsOptional()
  @IsIn(channelKinds)
  channel?: ChannelKind

  /** Only people who were drawn to be reached, or `none`: people whom no channel could reach. */
  @IsOptional()
  @IsIn(['reached', 'none'])
  arm?: 'reached' | 'none'

  /** The control group instead of deliveries. */
  @IsOptional()
  @Transform(({ value }) => value === 'true' || value === true)
  @IsBoolean()
  control?: boolean
}

export class DeliveryRow {
  customerId: string
  displayName: string
  phoneMasked: string | null
  /** Null for the control group. */
  channel: ChannelKind | null
  sender: string | null
  state: DeliveryState | 'control'
  reason: string | null
  reasonLabel: string | null
  sentAt: string | null
  settledAt: string | null
}

export class DeliveryPage extends PageOf {
  items: DeliveryRow[]
}

export class TemplateFieldReply {
  key: string
  label: string
  maxLength: number | null
}

export class TemplateReply {
  templateId: string
  title: string
  fields: TemplateFieldReply[]
  example: string
}

export class ChannelAccountReply {
  channel: ChannelKind
  channelLabel: string
  accountId: number
  accountName: string
}

export class ConversionEventReply {
  name: string
  label: string
}

export class CampaignOptions {
  channels: ChannelAccountReply[]
  conversionEvents: ConversionEventReply[]
  miniProgramAppid: string | null
}

export class JobStarted {
  jobId: number
}
