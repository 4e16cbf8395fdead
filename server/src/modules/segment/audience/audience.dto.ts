import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator'
import { PageOf, PageQuery } from '../../../platform/http'
import { ReachableReply } from '../reachable.dto'
import {
  AUDIENCE_EXPORT_COLUMN_KEYS,
  AUDIENCE_EXPORT_STATES,
  type AudienceExportColumn,
  type AudienceExportState,
} from './audience-export.policy'
import type { AudienceImportState } from './audience-import.policy'
import type { AudienceSource } from './audience.entity'

export class NameAudienceDto {
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  name: string
}

export const AUDIENCE_SORTS = ['frozenAt', '-frozenAt', 'people', '-people', 'name', '-name'] as const

export class AudienceQuery extends PageQuery {
  /** Part of the name. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  search?: string

  @IsOptional()
  @IsIn(['segment', 'import'])
  source?: AudienceSource

  @IsOptional()
  @IsIn(AUDIENCE_SORTS)
  sort?: (typeof AUDIENCE_SORTS)[number]
}

export class AudienceReply {
  id: number
  name: string
  source: AudienceSource
  segmentId: number | null
  segmentVersion: number
  /** What the segment's rule said when it was frozen; null for a list from a file. */
  sentence: string | null
  /** In the list as it was frozen. */
  people: number
  frozenAt: string
  frozenByName: string | null
}

export class AudiencePage extends PageOf {
  items: AudienceReply[]
}

export class AudienceDetailReply extends AudienceReply {
  /** Whom the list means now: merged people stand under their survivors, erased ones are gone. */
  living: number
  /** How many of them can be reached over each channel now. */
  reachable: ReachableReply
}

export class AudienceRejectReply {
  /** Line number as a spreadsheet counts. */
  row: number
  reason: string
}

/** What a file would give, before anything is kept. The counts hold once the state is `checked`. */
export class AudienceImportReply {
  id: number
  fileName: string
  state: AudienceImportState
  totalRows: number
  /** Lines that have been looked up. */
  doneRows: number
  /** Different people whom the file names. */
  people: number
  repeatedRows: number
  rejectedRows: number
  /** The first of the rejected lines. */
  rejects: AudienceRejectReply[]
  createdAt: string
}

export class RequestExportDto {
  @IsIn(['segment', 'audience'])
  targetKind: 'segment' | 'audience'

  @IsInt()
  @Min(1)
  targetId: number

  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsIn(AUDIENCE_EXPORT_COLUMN_KEYS, { each: true })
  columns: AudienceExportColumn[]

  /** What the file is for; the approver reads it. */
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  reason: string
}

export class AudienceExportQuery extends PageQuery {
  /** Part of the list's name or of the reason. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  search?: string

  @IsOptional()
  @IsIn(AUDIENCE_EXPORT_STATES)
  state?: AudienceExportState
}

export class DecideExportDto {
  @IsIn(['approve', 'reject'])
  action: 'approve' | 'reject'

  @IsOptional()
  @IsString()
  @MaxLength(200)
  note?: string
}

export class AudienceExportReply {
  id: number
  targetKind: 'segment' | 'audience'
  targetId: number
  targetName: string
  columns: AudienceExportColumn[]
  reason: string
  /** In the list that was frozen with the wish; the file holds these people and no others. */
  people: number
  /** What the rule said when the list was frozen; null for a list from a file. */
  sentence: string | null
  state: AudienceExportState
  requestedByName: string
  /** Whether the asker is the one who is looking. */
  own: boolean
  decidedByName: string | null
  decidedAt: string | null
  decisionNote: string
  /** Until then it can be decided, or the approval used. */
  validUntil: string | null
  /** The file, once it is being made; see /api/exports. */
  exportId: number | null
  createdAt: string
}

export class AudienceExportPage extends PageOf {
  items: AudienceExportReply[]
}
