import type { TagValueType } from '@guiyi/shared'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator'
import { IsInstant, IsTexts } from '../../platform/http'
import { TagUserReply } from './life/tag-life.dto'
import { TagGroupReply } from './tag-group.dto'
import { TAG_KINDS, TAG_METHODS, type TagKind, type TagMethod, type TagState } from './tag.policy'
import { TagNumbersReply } from './values/tag-values.dto'

/** What creating and changing a tag have in common. */
export class TagFieldsDto {
  /** Null: in no group. */
  @IsOptional()
  @IsInt()
  @Min(1)
  groupId?: number | null

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
  @IsTexts({ most: 200, longest: 500 })
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

  /** 事实, 模型 or 预测; proposed by the rule when absent. */
  @IsOptional()
  @IsIn(TAG_KINDS)
  kind?: TagKind

  /** The member of staff who answers for it. */
  @IsOptional()
  @IsInt()
  @Min(1)
  ownerStaffId?: number | null

  /** Computed from this time on; null: from its publication. */
  @IsOptional()
  @IsInstant()
  validFrom?: string | null

  /** Retires at this time; null: until somebody retires it. */
  @IsOptional()
  @IsInstant()
  validUntil?: string | null
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

  @IsIn(TAG_METHODS)
  method: TagMethod
}

/** A tag in the tree. */
export class TagItemReply {
  id: number
  name: string
  groupId: number | null
  kind: TagKind
  method: TagMethod
  /** How its values come about: the kind of its rule; null for hand-set tags. */
  ruleKind: string | null
  multiple: boolean
  state: TagState
  version: number
  description: string
  ownerStaffId: number | null
  ownerName: string | null
  validFrom: string | null
  validUntil: string | null
  /** People who have it now. */
  people: number
  /** When everyone was last evaluated; null before the first time and for hand-set tags. */
  evaluatedAt: string | null
  /** Up to when the passing of time has been accounted for. */
  sweptAt: string | null
  /** The job that is computing everyone's values at this moment. */
  computingJobId: number | null
  /** The last evaluation of everyone was cancelled or failed: some people still have older values. */
  unfinished: boolean
  /** Changes are recorded that the engine does not show yet. */
  behind: boolean
  /** How many published tags, segments and campaigns stand on it. */
  usedBy: number
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
  /** The value as people read it. */
  shown: string
  people: number
}

export class TagVersionReply {
  version: number
  /** What the rule says; null for hand-set tags. */
  sentence: string | null
  rule: object | null
  publishedAt: string
  publishedByName: string | null
  /** What differs from the version before, as sentences. */
  changes: string[]
  note: string
  /** The older version that was put in force again. */
  restoredFrom: number | null
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
  /** What the values are; money is fen. */
  valueType: TagValueType
  /** What a number counts: `次`, `天`, `个`; '' when it has no such word. */
  unit: string
  numbers: TagNumbersReply | null
  /** People with the tag at the end of each day on which that changed. */
  history: TagDayReply[]
  users: TagUserReply[]
  everyone: number
}

export class PublishedTagReply {
  tag: TagItemReply
  /** The job that computes everyone's values; null for hand-set tags and before a tag's validity begins. */
  jobId: number | null
}

/** What a tag is, for programs that read tags. */
export class TagMetadataReply {
  id: number
  name: string
  groupName: string | null
  kind: TagKind
  method: TagMethod
  multiple: boolean
  state: TagState
  /** What every value is: text, a number, money (integer fen), a day (`YYYY-MM-DD` in Asia/Shanghai), or `true` and `false`. */
  valueType: TagValueType
  /** What a number counts: `分` for money, `次`, `天`, `个`; '' when it has no such word. */
  unit: string
  /** The values that it can have, as far as its definition tells. */
  values: string[]
  sentence: string | null
  description: string
  version: number
  evaluatedAt: string | null
}
