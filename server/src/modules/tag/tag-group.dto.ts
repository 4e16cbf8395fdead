import { IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator'

export class CreateTagGroupDto {
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  name: string

  @IsOptional()
  @IsInt()
  @Min(1)
  parentId?: number | null
}

export class UpdateTagGroupDto {
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  name?: string

  /** Into another folder; null: to the top. */
  @IsOptional()
  @IsInt()
  @Min(1)
  parentId?: number | null

  /** Its place among its new neighbours, from 0; at their end when only the folder is given. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1000)
  position?: number
}

export class TagGroupReply {
  id: number
  name: string
  parentId: number | null
}
