import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator'
import { MayBeAbsent } from '../../../platform/http'
import { EventDayReply } from '../event.dto'
import { IDENTITY_KINDS, type IdentityKind } from '../../identity'
import type { TrackSourceKind } from './track-source.entity'

const NAMED_KINDS = Object.keys(IDENTITY_KINDS).filter((kind) => kind !== 'anonymous_id')

export class ChangeTrackSourceDto {
  @MayBeAbsent()
  @IsString()
  @Length(1, 64)
  name?: string

  /** Events that it may send; null for all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(/^[a-z][a-z0-9_]{1,63}$/, { each: true })
  events?: string[] | null

  /** Kinds of identity that it may name beside its own anonymous ids. */
  @MayBeAbsent()
  @IsArray()
  @ArrayUnique()
  @IsIn(NAMED_KINDS, { each: true })
  identityKinds?: IdentityKind[]

  /** Web origins that may use the key; null for all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(8, 200, { each: true })
  origins?: string[] | null

  @MayBeAbsent()
  @IsBoolean()
  disabled?: boolean
}

export class CreateTrackSourceDto {
  @Matches(/^[a-z][a-z0-9_]{1,31}$/, { message: '来源标识为小写字母、数字和下划线，以字母开头' })
  code: string

  @IsIn(['web', 'server'])
  kind: TrackSourceKind

  @IsString()
  @Length(1, 64)
  name: string

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(/^[a-z][a-z0-9_]{1,63}$/, { each: true })
  events?: string[] | null

  @MayBeAbsent()
  @IsArray()
  @ArrayUnique()
  @IsIn(NAMED_KINDS, { each: true })
  identityKinds?: IdentityKind[]

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(8, 200, { each: true })
  origins?: string[] | null
}

export class TrackKeyReply {
  id: number
  /** The last four characters. */
  tail: string
  createdAt: string
  lastUsedAt: string | null
  /** When it stops working or did; null for the current one. */
  endsAt: string | null
  working: boolean
}

export class TrackSourceReply {
  id: number
  code: string
  name: string
  kind: TrackSourceKind
  events: string[] | null
  identityKinds: IdentityKind[]
  origins: string[] | null
  disabled: boolean
  createdAt: string
  keys: TrackKeyReply[]
}

export class RefusalSampleReply {
  /** Name of the event, when the message had one. */
  event: string
  /** Keys of the properties; the values are not kept. */
  keys: string[]
  origin: string
  reason: string
}

/** Messages of one source that were refused for one reason. */
export class TrackRefusalReply {
  sourceId: number
  sourceName: string
  code: string
  /** By calendar day of Asia/Shanghai: the past 14, today included, oldest first. */
  days: EventDayReply[]
  total: number
  lastAt: string
  /** The latest. */
  sample: RefusalSampleReply
}

export class NewTrackKeyReply {
  sourceId: number
  /** Shown this one time. */
  key: string
}
