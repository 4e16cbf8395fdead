import { IsIn, IsObject, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator'
import { PageOf, PageQuery } from '../../platform/http'
import { AudienceReply } from './audience/audience.dto'
import { ReachableReply } from './reachable.dto'
import type { ChangeCause } from './segment-history'

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

export class SegmentChangesQuery extends PageQuery {
  /** Only those who entered, or only those who left. */
  @IsOptional()
  @IsIn(['entered', 'left'])
  move?: 'entered' | 'left'
}

export class SegmentCountReply {
  people: number
  everyone: number
  /** How many can be reached over each channel: a way there, and consent to marketing. */
  reachable: ReachableReply
  /** What the rule says. */
  sentence: string
}

/** What a list and the page of a segment have in common. */
export class SegmentReply {
  id: number
  name: string
  description: string
  sentence: string
  version: number
  ownerName: string | null
  createdAt: string
  /** When everyone was last evaluated; null while the first evaluation runs. */
  evaluatedAt: string | null
  /** The version of the rule by which the people were found; lower than `version` while a changed rule is evaluated. */
  evaluatedVersion: number
  /** The job that evaluates everyone at this moment. */
  computingJobId: number | null
}

export class SegmentItemReply extends SegmentReply {
  /** Null while the audience engine is away. */
  people: number | null
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

export class SegmentVersionReply {
  version: number
  sentence: string
  rule: object
  changedAt: string
  changedByName: string | null
  /** The older version whose rule was put in force again. */
  restoredFrom: number | null
}

/** Something that stands on a segment, and keeps it from being removed. */
export class SegmentUserReply {
  kind: 'tag' | 'segment' | 'campaign'
  id: number
  name: string
}

export class SegmentDetailReply extends SegmentReply {
  people: number
  rule: object
  everyone: number
  reachable: ReachableReply
  history: SegmentDayReply[]
  /** Newest first. */
  versions: SegmentVersionReply[]
  users: SegmentUserReply[]
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
  id: string
  customerId: string
  displayName: string
  entered: boolean
  at: string
  /** The version of the rule that decided. */
  version: number
  /** `rule`: the rule was new; `real-time`: the person's acts or data; `time`: time passing; `batch`: everyone was looked at again; `gone`: merged or erased. */
  cause: ChangeCause
}

export class SegmentChangesReply extends PageOf {
  items: SegmentChangeReply[]
}
