import { IsObject, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator'
import { PageOf, PageQuery } from '../../platform/http'
import { AudienceReply } from './audience/audience.dto'
import { ReachableReply } from './reachable.dto'

export class CreateSegmentDto {
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  name: string

  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string

  /** A rule of the rule language (RuleNode in shared/src/rule). */
  @IsObject()
  rule: Record<string, unknown>
}

export class UpdateSegmentDto {
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  name?: string

  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string

  @IsOptional()
  @IsObject()
  rule?: Record<string, unknown>
}

export class CountSegmentDto {
  @IsObject()
  rule: Record<string, unknown>

  /** Names the builder that is asking: its newer question makes the older one give up. */
  @IsOptional()
  @Matches(/^[\w-]{1,64}$/)
  builder?: string
}

export class PeopleOfRuleDto extends PageQuery {
  @IsObject()
  rule: Record<string, unknown>
}

export class SegmentCountReply {
  people: number
  everyone: number
  /** How many can be reached over each channel: a way there, and consent to marketing. */
  reachable: ReachableReply
  /** What the rule says. */
  sentence: string
}

export class SegmentItemReply {
  id: number
  name: string
  description: string
  sentence: string
  version: number
  people: number
  ownerName: string | null
  createdAt: string
  /** When everyone was last evaluated; null while the first evaluation runs. */
  evaluatedAt: string | null
}

export class SavedSegmentReply {
  segment: SegmentItemReply
  /** The job that evaluates everyone; null when the rule did not change. */
  jobId: number | null
}

export class SegmentDayReply {
  /** A day of Asia/Shanghai. */
  day: string
  people: number
  entered: number
  left: number
}

export class SegmentDetailReply extends SegmentItemReply {
  rule: object
  everyone: number
  reachable: ReachableReply
  history: SegmentDayReply[]
  audiences: AudienceReply[]
}

export class SegmentPersonReply {
  customerId: string
  displayName: string
  phoneMasked: string | null
  channels: string[]
  /** When the person entered; null for a rule that is not saved. */
  since: string | null
}

export class SegmentPeopleReply extends PageOf {
  items: SegmentPersonReply[]
}

export class SegmentChangeReply {
  customerId: string
  displayName: string
  entered: boolean
  at: string
}

export class SegmentChangesReply extends PageOf {
  items: SegmentChangeReply[]
}
