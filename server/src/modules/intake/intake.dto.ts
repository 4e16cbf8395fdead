import { IntersectionType } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator'
import { IsInstant, PageOf, PageQuery } from '../../platform/http'
import { INTAKE_KINDS, type IntakeKind } from './intake-kinds'
import type { RawMessageFormat, RawMessageState } from './raw-message.entity'

const STATES: RawMessageState[] = ['pending', 'failed', 'dead', 'done', 'refused']
const KINDS = Object.keys(INTAKE_KINDS)

export class RawMessageFilter {
  @IsOptional()
  @IsIn(STATES)
  state?: RawMessageState

  @IsOptional()
  @IsIn(KINDS)
  kind?: IntakeKind

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  accountId?: number

  /** ISO instants; received at or after, and before. */
  @IsOptional()
  @IsInstant()
  from?: string

  @IsOptional()
  @IsInstant()
  to?: string

  /** Beginning of the person's platform id (openid, external_userid), or a whole error code. */
  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,128}$/, { message: '请输入 openid、客户 ID 或错误码' })
  search?: string
}

export class RawMessageQuery extends IntersectionType(PageQuery, RawMessageFilter) {}

export class ReplayBody {
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(500)
  @IsInt({ each: true })
  ids?: number[]

  /** Every dead or failed message that fits, instead of single ones. */
  @IsOptional()
  @ValidateNested()
  @Type(() => RawMessageFilter)
  filter?: RawMessageFilter
}

export class ReplayReply {
  /** How many will be tried again. */
  replayed: number
  /** How many were left alone, because they had their effect or are being handled. */
  skipped: number
  /** The job that replays by a filter and counts as it goes; null for chosen ones, which are replayed at once. */
  jobId: number | null
}

export class ReplayableReply {
  /** Counted as far as 10 001. */
  count: number
}

/** The answering process's own journal: messages that are safe on its disk and not in the record yet. */
export class JournalReply {
  waiting: number
  bytes: number
  /** Since when it is in use; null while it is not needed. */
  since: string | null
  recordAway: boolean
  /** Messages that the record refused to take; they stay on the disk until they are restored. */
  setAside: number
}

export class RestoreReply {
  /** How many the record has taken now. */
  restored: number
  /** How many it still refuses. */
  left: number
}

export class RawMessageReply {
  id: number
  kind: IntakeKind
  kindLabel: string
  accountId: number | null
  accountName: string | null
  /** The person's id on the platform. */
  person: string | null
  state: RawMessageState
  attempts: number
  lastError: string | null
  /** The sentence that belongs to the error code, when the catalogue has one. */
  lastErrorMessage: string | null
  occurredAt: string
  receivedAt: string
  /** When it will be tried again, for a failed one. */
  nextAt: string | null
  handledAt: string | null
}

export class RawMessagePage extends PageOf {
  items: RawMessageReply[]
  /** `total` stops at 10 001: more than that fit, and nobody has counted them. */
  totalIsCapped: boolean
}

export class RawMessageDetailReply extends RawMessageReply {
  format: RawMessageFormat
  /** As it came, with phone numbers and one-time codes masked; null when the person was erased. */
  body: string | null
}

export class IntakeMinuteReply {
  /** ISO instant of the minute's beginning. */
  at: string
  accepted: number
  refused: number
}

export class RefusalCountReply {
  code: string
  message: string
  count: number
}

export class IntakeKindReply {
  kind: IntakeKind
  label: string
}

export class IntakeAccountReply {
  id: number
  name: string
}

export class IntakeOverviewReply {
  /** Unfinished and dead messages of all time; done and refused ones of the last 24 hours. */
  pending: number
  failed: number
  dead: number
  done: number
  refused: number
  /** The last 60 minutes, oldest first, without gaps. */
  minutes: IntakeMinuteReply[]
  /** Refused callbacks of the last 24 hours. */
  refusals: RefusalCountReply[]
  kinds: IntakeKindReply[]
  /** Through which messages come. */
  accounts: IntakeAccountReply[]
  journal: JournalReply
  /** The replay by a filter that is under way; null when there is none. */
  replayJobId: number | null
}
