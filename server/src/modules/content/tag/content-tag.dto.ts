import { IsOptional, IsString, Length } from 'class-validator'

export class CreateContentTagDto {
  @IsString()
  @Length(1, 40)
  groupName: string

  @IsString()
  @Length(1, 40)
  name: string
}

export class UpdateContentTagDto {
  @IsOptional()
  @IsString()
  @Length(1, 40)
  groupName?: string

  @IsOptional()
  @IsString()
  @Length(1, 40)
  name?: string
}

export class ContentTagReply {
  id: number
  groupName: string
  name: string
  /** How many articles carry it, whatever their state. */
  articleCount: number
}
