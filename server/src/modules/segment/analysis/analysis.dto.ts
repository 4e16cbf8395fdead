import { Type } from 'class-transformer'
import { ArrayMaxSize, ArrayMinSize, IsIn, IsInt, Min, ValidateNested } from 'class-validator'

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
  people: number
  share: number
  everyoneShare: number
  /** share / everyoneShare × 100; null where nobody has it. */
  tgi: number | null
}

export class InsightTraitReply {
  kind: 'tag' | 'attribute' | 'channel' | 'age'
  name: string
  values: InsightValueReply[]
}

export class InsightReply {
  people: number
  everyone: number
  traits: InsightTraitReply[]
}
