import type { EventPropertyType } from '@guiyi/shared'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator'
import { MayBeAbsent } from '../../../platform/http'
import { EventPropertyDto } from '../event.dto'
import { MISFIT_KINDS, type MisfitKind } from '../misfit'
import { CONVERSION_TARGETS, type ConversionTarget } from './mapping.policy'

const STEPS = ['rename-event', 'rename', 'convert', 'drop', 'constant', 'received-time'] as const

/** One step of a mapping; which of the other fields it needs depends on `do`. */
export class MappingStepDto {
  @IsIn(STEPS)
  do: (typeof STEPS)[number]

  @MayBeAbsent()
  @IsString()
  @Length(1, 64)
  property?: string

  /** The new name. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 64)
  to?: string

  @MayBeAbsent()
  @IsIn(CONVERSION_TARGETS)
  as?: ConversionTarget

  /** Of a constant, as text. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  value?: string
}

/** What an event is called and who sent it: what a mapping speaks of. */
export class MappingTargetDto {
  /** 0 for our own touchpoints. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  sourceId: number

  @IsString()
  @Length(1, 64)
  event: string
}

export class MappingDto extends MappingTargetDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MappingStepDto)
  steps: MappingStepDto[]
}

export class PutMappingDto extends MappingDto {
  /** Whether what is held should be judged again by it. */
  @MayBeAbsent()
  @IsBoolean()
  replay?: boolean
}

export class QuarantineFilter {
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  sourceId?: number

  @MayBeAbsent()
  @IsString()
  @Length(1, 64)
  event?: string

  @MayBeAbsent()
  @IsIn(MISFIT_KINDS)
  reason?: MisfitKind

  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  property?: string
}

export class QuarantineList extends QuarantineFilter {
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  before?: number
}

export class SettleDto extends QuarantineFilter {
  /** Only these. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsInt({ each: true })
  ids?: number[]
}

export class QuarantineGroup {
  sourceId: number
  sourceName: string
  event: string
  /** Its name after the mapping of its source. */
  readAs: string
  /** What the plan calls it; null when it is not declared. */
  label: string | null
  reason: MisfitKind
  property: string
  /** The sentence of the latest one. */
  detail: string
  count: number
  firstAt: string
  lastAt: string
  /** A mapping for this event of this source is in force. */
  mapped: boolean
}

/** One thing that is wrong with an event. */
export class FaultReply {
  kind: MisfitKind
  /** Key of the property; '' when it is the event or its time. */
  property: string
}

export class HeldEventReply {
  id: number
  event: string
  reason: MisfitKind
  property: string
  detail: string
  /** Everything that is wrong with it, the named reason first. */
  faults: FaultReply[]
  /** When it happened, by the sender. */
  time: string
  receivedAt: string
  /** Phone numbers are masked. */
  properties: Record<string, unknown>
  customerId: string | null
}

export class HeldEventList {
  items: HeldEventReply[]
  next: number | null
}

export class MappingSample {
  id: number
  before: Record<string, unknown>
  after: Record<string, unknown>
  event: string
  /** Why it still does not fit; null when it does. */
  problem: string | null
}

export class MappingPreview {
  /** The newest held ones, at most 500. */
  tried: number
  fitting: number
  samples: MappingSample[]
}

export class MappingReply {
  id: number
  sourceId: number
  sourceName: string
  event: string
  steps: MappingStepDto[]
  by: string | null
  createdAt: string
}

export class SettleReply {
  /** Follow it under /api/system/jobs; null when nothing is to be done. */
  jobId: number | null
}

export class DiscardReply {
  count: number
}

export class DefinitionSuggestion {
  /** The event exists already; only `added` is new. */
  known: boolean
  /** A valid name: the sent one, or what it becomes. */
  name: string
  label: string
  properties: EventPropertyDto[]
  /** Keys of the properties that the samples bring. */
  added: string[]
  /** Keys as they were sent which had to be renamed, with their new names. */
  renamed: RenamedProperty[]
  samples: number
}

export class RenamedProperty {
  from: string
  to: string
  type: EventPropertyType
}
