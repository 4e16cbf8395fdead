import type { EventPropertyType } from '@guiyi/shared'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator'
import { IsInstant, MayBeAbsent } from '../../platform/http'
import type { TouchpointBadge } from '../identity'

const PROPERTY_TYPES: EventPropertyType[] = ['text', 'number', 'money', 'date', 'boolean', 'list', 'content', 'product']

export class TimelineDto {
  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^\d{1,15}-\d{1,15}$/)
  before?: string

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number

  /** Event names, separated by commas. */
  @IsOptional()
  @Matches(/^[a-z0-9_,]{1,1000}$/)
  names?: string
}

export class EventDetailReply {
  key: string
  label: string
  type: EventPropertyType
  /** As a person reads it. */
  value: string
}

export class TimelineItem {
  id: number
  name: string
  label: string
  occurredAt: string
  channel: string
  /** Integer fen, for events with an amount. */
  amountFen: number | null
  details: EventDetailReply[]
}

export class TimelineReply {
  items: TimelineItem[]
  /** Give it as `before` to read on; null at the end. */
  next: string | null
}

export class StreamDto {
  @IsOptional()
  @Matches(/^\d{1,15}$/)
  before?: string

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number

  @IsOptional()
  @Matches(/^[a-z0-9_]{1,64}$/)
  name?: string

  @IsOptional()
  @IsString()
  @MaxLength(64)
  channel?: string

  /** Only this person's. */
  @IsOptional()
  @Matches(/^[\w-]{22}$/)
  customer?: string

  /** ISO instants; happened at or after, and before. */
  @IsOptional()
  @IsInstant()
  from?: string

  @IsOptional()
  @IsInstant()
  to?: string

  /** A declared property, to be searched for `value`. */
  @IsOptional()
  @Matches(/^[a-z][a-z0-9_]{0,63}$/)
  property?: string

  /** As it is stored: fen for money, `true` or `false`, ISO 8601 for a date; a product also by its code. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  value?: string
}

export class StreamCustomerReply {
  publicId: string
  displayName: string
  phoneMasked: string | null
  channels: TouchpointBadge[]
}

export class StreamItem extends TimelineItem {
  customer: StreamCustomerReply | null
  recordedAt: string
}

export class StreamReply {
  items: StreamItem[]
  next: string | null
}

export class EventPropertyDto {
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, { message: '属性标识为小写字母、数字和下划线，以字母开头' })
  key: string

  @IsString()
  @Length(1, 64)
  label: string

  @IsIn(PROPERTY_TYPES)
  type: EventPropertyType

  @MayBeAbsent()
  @IsBoolean()
  required?: boolean

  /** The only values allowed, for text and lists. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 64, { each: true })
  options?: string[]
}

class EventCareDto {
  /** Names of the sources or channels that send it. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 64, { each: true })
  senders?: string[]

  /** Member of staff who answers for it; null for nobody. */
  @IsOptional()
  @IsInt()
  @Min(1)
  ownerId?: number | null

  /** Expected number a day; null when only its own past tells. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  expectedDaily?: number | null
}

export class DeclareEventDto extends EventCareDto {
  @Matches(/^[a-z][a-z0-9_]{1,63}$/, { message: '事件标识为小写字母、数字和下划线，以字母开头' })
  name: string

  @IsString()
  @Length(1, 64)
  label: string

  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  description?: string

  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => EventPropertyDto)
  properties: EventPropertyDto[]
}

export class ChangeEventDto extends EventCareDto {
  @MayBeAbsent()
  @IsString()
  @Length(1, 64)
  label?: string

  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  description?: string

  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => EventPropertyDto)
  properties?: EventPropertyDto[]

  @MayBeAbsent()
  @IsBoolean()
  paused?: boolean

  @MayBeAbsent()
  @IsBoolean()
  archived?: boolean

  /** The version that the person had before her eyes. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  version?: number
}

export class EventDayReply {
  /** Day of Asia/Shanghai, `YYYY-MM-DD`. */
  day: string
  count: number
}

export class EventOwnerReply {
  id: number
  name: string
}

export class EventUserReply {
  kind: 'tag' | 'segment'
  id: number
  name: string
  /** Keys of the properties that its rule reads. */
  properties: string[]
}

export class EventVersionReply {
  version: number
  /** Who made it; null for the server itself. */
  by: string | null
  at: string
  label: string
  description: string
  properties: EventPropertyDto[]
  senders: string[]
  expectedDaily: number | null
  paused: boolean
  archived: boolean
}

export class EventDefinitionReply {
  name: string
  label: string
  description: string
  properties: EventPropertyDto[]
  builtIn: boolean
  paused: boolean
  archived: boolean
  version: number
  senders: string[]
  owner: EventOwnerReply | null
  expectedDaily: number | null
  /** When it was declared. */
  since: string
  /** The past 30 days, today included, oldest first. */
  days: EventDayReply[]
  /** Of those 30 days. */
  count: number
  people: number
  lastAt: string | null
}
