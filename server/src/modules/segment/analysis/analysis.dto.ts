import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator'
import { PageQuery } from '../../../platform/http'
import type { TraitKind } from './insight.service'

export class PeopleListDto {
  @IsIn(['segment', 'audience'])
  kind: 'segment' | 'audience'

  @IsInt()
  @Min(1)
  id: number
}

export class OverlapDto {
  @ArrayMinSize(2)
  @ArrayMaxSize(6)
  @ValidateNested({ each: true })
  @Type(() => PeopleListDto)
  lists: PeopleListDto[]
}

/** The people of one part of an overlap. */
export class OverlapPeopleDto extends PageQuery {
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(6)
  @ValidateNested({ each: true })
  @Type(() => PeopleListDto)
  lists: PeopleListDto[]

  /** Places of the lists that they are in; they are in none of the others. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(6)
  @IsInt({ each: true })
  @Min(0, { each: true })
  places: number[]
}

export class InsightQuery {
  /** From 0. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1000)
  part: number = 0
}

/** One value of a trait: a value as it is, or a band of numbers. */
export class InsightPeopleQuery extends PageQuery {
  @IsIn(['tag', 'attribute', 'channel', 'age'])
  kind: TraitKind

  @IsString()
  @MaxLength(64)
  key: string

  @IsOptional()
  @IsString()
  @MaxLength(255)
  value?: string

  /** For a band: above this number. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  above?: number

  /** For a band: up to this number. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  upto?: number
}

export class OverlapListReply {
  kind: 'segment' | 'audience'
  id: number
  name: string
  people: number
}

export class OverlapPartReply {
  /** Places of the lists that these people are in; they are in none of the others. */
  places: number[]
  people: number
}

export class OverlapReply {
  lists: OverlapListReply[]
  /** Largest first; together everyone who is in any of them. */
  parts: OverlapPartReply[]
  /** In at least one of them. */
  people: number
}

export class InsightValueReply {
  label: string
  /** The value itself; null for a band of numbers. */
  value: string | null
  /** For a band: above this number (null: from the smallest on), up to that one (null: up to the greatest). */
  above: number | null
  upto: number | null
  people: number
  share: number
  everyoneShare: number
  /** share / everyoneShare × 100; null where nobody has it. */
  tgi: number | null
}

export class InsightTraitReply {
  kind: TraitKind
  /** Tag id or attribute key. */
  key: string
  name: string
  values: InsightValueReply[]
  /** About how many further values there are that are not shown. */
  moreValues: number
}

export class InsightReply {
  people: number
  everyone: number
  /** Which part this is, from 0, and how many there are. */
  part: number
  parts: number
  traits: InsightTraitReply[]
}
