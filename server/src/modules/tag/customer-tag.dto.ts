import { Type } from 'class-transformer'
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator'
import { IsInstant } from '../../platform/http'
import { TimelineItem } from '../event'
import type { TagMethod, TagState } from './tag.policy'

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
  @IsInstant()
  expiresAt?: string

  /** Why; kept in the history. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reason?: string
}

export class CustomerTagReply {
  tagId: number
  name: string
  groupName: string | null
  method: TagMethod
  /** Money is fen. */
  values: string[]
  /** The values as people read them: `¥550.00`, `3 次`, a product by its name. */
  shown: string[]
  since: string
  version: number
  /** What to do with people who have these values; empty when nothing was written. */
  strategy: string
}

export class OneTagReply {
  tag: CustomerTagReply | null
}

export class ExplainedConditionReply {
  sentence: string
  /** A condition that holds or not; a number that the value follows from; a label in a ranking, among the best or not. */
  role: 'condition' | 'measure' | 'rank'
  holds: boolean
  /** The measured number; money in fen. */
  number: string | null
  /** The same for reading: `6 000 元`, `3 次`. */
  shown: string | null
}

/** Values that a person had for a while. */
export class TagSpanReply {
  values: string[]
  /** The values as people read them. */
  shown: string[]
  from: string
  /** Null: until now. */
  until: string | null
  version: number
}

/** A rule's answer at this moment. */
export class PresentValuesReply {
  version: number
  values: string[]
  /** As people read them. */
  shown: string[]
  /** Whether these are the values that the person has. */
  agrees: boolean
}

/** Why a person has a tag's values. */
export class TagWhyReply {
  tagId: number
  name: string
  state: TagState
  values: string[]
  /** Of the rule that gave the values. */
  version: number
  /** When it gave them; the numbers and events are those of that instant. Null for a tag set by hand. */
  asOf: string | null
  /** What the rule in force would give at this moment; null for a tag set by hand. */
  present: PresentValuesReply | null
  sentence: string | null
  conditions: ExplainedConditionReply[]
  /** The latest events that the rule looked at. */
  events: TagEvidenceReply[]
  /** For hand-set tags: who set it and when. */
  setByName: string | null
  history: TagSpanReply[]
  /** For hand-set tags: who changed it, when and why, latest first. */
  handChanges: HandChangeReply[]
}

export class TagEvidenceReply extends TimelineItem {}

export class HandChangeReply {
  before: string[]
  after: string[]
  /** `set`, `batch`, `expire`, `merge`, `unmerge`. */
  act: string
  staffName: string | null
  reason: string
  at: string
}
