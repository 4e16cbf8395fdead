import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator'
import { PageOf, PageQuery } from '../../platform/http'
import { TimelineItem } from '../event'
import { TAG_KINDS, TAG_METHODS, type TagKind, type TagMethod, type TagState } from './tag.policy'

export class SaveTagGroupDto {
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  name: string

  @IsOptional()
  @IsInt()
  @Min(1)
  parentId?: number
}

export class TagGroupReply {
  id: number
  name: string
  parentId: number | null
}

/** What creating and changing a tag have in common. */
export class TagFieldsDto {
  @IsOptional()
  @IsInt()
  @Min(1)
  groupId?: number

  /** For hand-set tags: whether a person may have several values. */
  @IsOptional()
  @IsBoolean()
  multiple?: boolean

  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string

  /** Value → what to do with these people (运营策略). */
  @IsOptional()
  @IsObject()
  strategies?: Record<string, string>

  /** For hand-set tags: the values to choose from. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  handValues?: string[]

  /** A tag rule of the rule language (TagRule in shared/src/rule). */
  @IsOptional()
  @IsObject()
  rule?: Record<string, unknown>
}

export class UpdateTagDto extends TagFieldsDto {
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  name?: string
}

export class CreateTagDto extends TagFieldsDto {
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  name: string

  @IsIn(TAG_KINDS)
  kind: TagKind

  @IsIn(TAG_METHODS)
  method: TagMethod
}

export class PreviewTagDto {
  @IsObject()
  rule: Record<string, unknown>

  /** The tag whose present values the preview is compared with. */
  @IsOptional()
  @IsInt()
  @Min(1)
  tagId?: number
}

/** A tag in the tree. */
export class TagItemReply {
  id: number
  name: string
  groupId: number | null
  kind: TagKind
  method: TagMethod
  multiple: boolean
  state: TagState
  version: number
  description: string
  ownerName: string | null
  /** People who have it now. */
  people: number
  /** When everyone was last evaluated; null before the first time and for hand-set tags. */
  evaluatedAt: string | null
  /** A rule is being edited that is not the one in force. */
  hasDraft: boolean
}

export class TagTreeReply {
  groups: TagGroupReply[]
  tags: TagItemReply[]
  /** How many customers there are. */
  everyone: number
}

export class TagValueCountReply {
  value: string
  people: number
}

export class TagVersionReply {
  version: number
  /** What the rule says; null for hand-set tags. */
  sentence: string | null
  rule: object | null
  publishedAt: string
  publishedByName: string | null
}

export class TagNumbersReply {
  min: number
  p25: number
  median: number
  p75: number
  max: number
  average: number
}

export class TagDayReply {
  /** A day of Asia/Shanghai. */
  day: string
  people: number
}

export class TagDetailReply extends TagItemReply {
  strategies: Record<string, string>
  handValues: string[] | null
  /** The rule in force. */
  rule: object | null
  sentence: string | null
  draftRule: object | null
  draftSentence: string | null
  /** What may be done now: publish, pause, resume, retire, remove. */
  actions: string[]
  versions: TagVersionReply[]
  /** People per value, most frequent first, at most 50. */
  distribution: TagValueCountReply[]
  numbers: TagNumbersReply | null
  /** People with the tag at the end of each day on which that changed. */
  history: TagDayReply[]
  everyone: number
}

export class TagPreviewValueReply {
  value: string
  people: number
  /** How many have the value today. */
  today: number
}

export class TagPersonReply {
  customerId: string
  displayName: string
  phoneMasked: string | null
  channels: string[]
}

export class TagSampleReply extends TagPersonReply {
  values: string[]
}

export class TagPreviewReply {
  sentence: string
  values: TagPreviewValueReply[]
  covered: number
  coveredToday: number
  everyone: number
  sample: TagSampleReply[]
}

export class PublishedTagReply {
  tag: TagItemReply
  /** The job that computes everyone's values; null for hand-set tags. */
  jobId: number | null
}

export class TagPeopleQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  value?: string

  /** A day of Asia/Shanghai: who had it at the end of that day. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  on?: string
}

export class TagPeopleItemReply extends TagPersonReply {
  value: string
  since: string
}

export class TagPeopleReply extends PageOf {
  items: TagPeopleItemReply[]
}

export class SetCustomerTagDto {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  tagId: number

  /** None takes the tag away. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  values: string[]

  @IsOptional()
  @IsISO8601()
  expiresAt?: string
}

export class CustomerTagReply {
  tagId: number
  name: string
  groupName: string | null
  method: TagMethod
  values: string[]
  since: string
  version: number
  /** What to do with people who have these values; empty when nothing was written. */
  strategy: string
}

export class ExplainedConditionReply {
  sentence: string
  holds: boolean
  /** The measured number; money in fen. */
  number: string | null
}

export class TagSpanReply {
  values: string[]
  from: string
  version: number
}

/** Why a person has a tag's values. */
export class TagWhyReply {
  tagId: number
  name: string
  values: string[]
  version: number
  sentence: string | null
  conditions: ExplainedConditionReply[]
  /** The latest events that the rule looked at. */
  events: TagEvidenceReply[]
  /** For hand-set tags: who set it and when. */
  setByName: string | null
  history: TagSpanReply[]
}

export class TagEvidenceReply extends TimelineItem {}
