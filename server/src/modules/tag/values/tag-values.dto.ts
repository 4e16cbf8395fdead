import type { TagValueType } from '@guiyi/shared'
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
} from 'class-validator'
import { IsDay, PageOf, PageQuery } from '../../../platform/http'

export class PreviewTagDto {
  /** A tag rule of the rule language (TagRule in shared/src/rule). */
  @IsObject()
  rule: Record<string, unknown>

  /** The tag whose present values the preview is compared with. */
  @IsOptional()
  @IsInt()
  @Min(1)
  tagId?: number
}

export class TagPreviewValueReply {
  value: string
  /** The value as people read it. */
  shown: string
  people: number
  /** How many have the value today. */
  today: number
  /** How many have it today and would keep it. */
  kept: number
}

/** People who would go from one value to another. */
export class TagMoveReply {
  /** Today, as people read it; null: no value. */
  from: string | null
  to: string | null
  people: number
}

export class TagPersonReply {
  customerId: string
  displayName: string
  phoneMasked: string | null
  channels: string[]
}

export class TagSampleReply extends TagPersonReply {
  values: string[]
  /** The same as people read them. */
  shown: string[]
  /** Today's values, as people read them. */
  today: string[]
}

export class HistogramBarReply {
  /** Inclusive. */
  from: number
  /** Inclusive in the last bar, else exclusive. */
  to: number
  people: number
}

export class TagNumbersReply {
  min: number
  p25: number
  median: number
  p75: number
  max: number
  average: number
  histogram: HistogramBarReply[]
}

export class TagPreviewReply {
  sentence: string
  /** Most frequent first; none of numbers, which `numbers` tells. */
  values: TagPreviewValueReply[]
  /** The most frequent changes of value, those who stay where they are included. Of a tag with several values: by the list. */
  moves: TagMoveReply[]
  /** People whose values would be others than today. */
  changing: number
  /** What the values are; money is fen. */
  valueType: TagValueType
  /** What a number counts: `次`, `天`, `个`; '' when it has no such word. */
  unit: string
  numbers: TagNumbersReply | null
  covered: number
  coveredToday: number
  everyone: number
  /** Those who would change come first. */
  sample: TagSampleReply[]
}

export class TagPeopleQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  value?: string

  /** A day of Asia/Shanghai: who had it at the end of that day. */
  @IsOptional()
  @IsDay()
  on?: string
}

export class TagPeopleItemReply extends TagPersonReply {
  /** Several values are joined by 、. */
  value: string
  /** The same as people read it. */
  shown: string
  since: string
}

export class TagPeopleReply extends PageOf {
  items: TagPeopleItemReply[]
}

export class TagTrendReply {
  /** Days of Asia/Shanghai, without gaps; at most the last 180. */
  days: string[]
  /** People per value at the end of each day; the values with most people today, at most 12. */
  series: TagTrendLineReply[]
}

export class TagTrendLineReply {
  value: string
  /** The value as people read it. */
  shown: string
  people: number[]
}

export class TagValuesDto {
  /** At most 1 000 customers. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  customerIds: string[]

  /** Only these tags; all published and paused ones when absent. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsInt({ each: true })
  tagIds?: number[]
}

export class CustomerValuesReply {
  /** As it was asked. */
  customerId: string
  /** The person it stands for now; null for an unknown or erased one. */
  livingId: string | null
  tags: CustomerValueReply[]
}

export class CustomerValueReply {
  tagId: number
  name: string
  /** Money is fen. */
  values: string[]
  /** The values as people read them: `¥550.00`, `3 次`, a product by its name. */
  shown: string[]
  since: string
  version: number
}

export class ExportTagDto {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  value?: string

  @IsOptional()
  @IsDay()
  on?: string
}
