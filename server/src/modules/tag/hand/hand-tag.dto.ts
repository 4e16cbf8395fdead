import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator'
import { IsInstant } from '../../../platform/http'
import { BATCH_MODES, type BatchMode, type BatchState } from './hand-tag-batch.policy'

export class HandTagBatchDto {
  /** `set` makes these the only values, `add` keeps others, `remove` takes these away (all when none are named). */
  @IsIn(BATCH_MODES)
  mode: BatchMode

  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  values: string[]

  /** Either a list of at most 10 000 customers … */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10_000)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  customerIds?: string[]

  /** … or whoever is in a segment. */
  @IsOptional()
  @IsInt()
  @Min(1)
  segmentId?: number

  @IsOptional()
  @IsInstant()
  expiresAt?: string

  @IsOptional()
  @IsString()
  @MaxLength(200)
  reason?: string
}

export class HandTagBatchReply {
  id: number
  mode: BatchMode
  values: string[]
  /** Whom it is about: «分群「高价值」», «名单（120 人）». */
  sourceName: string
  expiresAt: string | null
  reason: string
  state: BatchState
  /** Follows the work; see /api/system/jobs. */
  jobId: number | null
  total: number
  done: number
  /** People whose values are others than before. */
  changed: number
  rejected: number
  staffName: string | null
  createdAt: string
  finishedAt: string | null
}
