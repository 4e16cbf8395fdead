import { Type } from 'class-transformer'
import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator'
import { IsInstant, PageOf, PageQuery } from '../../../platform/http'

export class AuditQuery extends PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  staffId?: number

  @IsOptional()
  @IsString()
  @MaxLength(80)
  action?: string

  @IsOptional()
  @IsString()
  @MaxLength(40)
  targetKind?: string

  @IsOptional()
  @IsString()
  @MaxLength(64)
  targetId?: string

  /** Inclusive, ISO instant. */
  @IsOptional()
  @IsInstant()
  from?: string

  /** Exclusive, ISO instant. */
  @IsOptional()
  @IsInstant()
  to?: string
}

export class AuditReply {
  id: number
  at: string
  staffId: number
  staffName: string
  action: string
  targetKind: string | null
  targetId: string | null
  targetName: string | null
  before: object | null
  after: object | null
  ip: string
  requestId: string
}

export class AuditPage extends PageOf {
  items: AuditReply[]
}
