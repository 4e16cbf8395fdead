import { IsOptional, IsString, MaxLength } from 'class-validator'

export class PublishTagDto {
  /** Why, for the list of versions. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  note?: string
}

/** Something that stands on a tag. */
export class TagUserReply {
  kind: 'tag' | 'segment' | 'campaign'
  id: number
  name: string
  /** How it stands on the tag when not directly: through which segment. */
  through: string | null
}

/** A member of staff who may answer for a tag. */
export class TagOwnerReply {
  id: number
  name: string
}
