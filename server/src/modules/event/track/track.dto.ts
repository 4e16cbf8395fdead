import { ArrayMaxSize, ArrayMinSize, IsArray, IsISO8601, IsOptional, IsString, Length } from 'class-validator'

export class TrackIdentityDto {
  /** `unionid`, `openid`, `phone`, `member_no` … */
  kind: string
  /** appid, corpid or shop; absent for `phone` and `unionid`. */
  scope?: string
  value: string
  /** Whether the sender vouches that it is the person's own; only the word of a server counts. */
  verified?: boolean
}

export class TrackMessageDto {
  /** The client's own id of the message: the same one again counts once. */
  id: string
  event: string
  /** ISO 8601. Late messages are welcome. */
  time: string
  properties?: Record<string, unknown>
  /** Whose device it was, for sources with a key. */
  anonymousId?: string
  /** Who it was, for sources with a key. */
  identities?: TrackIdentityDto[]
}

export class TrackDto {
  /** Messages are judged one by one: a faulty one does not take its neighbours with it. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500, { message: '每次最多上报 500 条' })
  messages: TrackMessageDto[]

  /** When the sender's clock says that it sent this; tells how far that clock is off. */
  @IsOptional()
  @IsISO8601({ strict: true })
  sentAt?: string

  /** Of all messages that do not name one. */
  @IsOptional()
  @IsString()
  @Length(8, 64)
  anonymousId?: string

  /** Of all messages that do not name any. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(8)
  identities?: TrackIdentityDto[]
}

export class TrackQuery {
  /** The key of a source, for senders that cannot set headers (`navigator.sendBeacon`). */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  key?: string
}

export class RejectedMessage {
  id: string
  code: string
  message: string
}

export class TrackReply {
  accepted: number
  duplicates: number
  /** Malformed or not allowed: gone. */
  rejected: RejectedMessage[]
  /** Does not fit the tracking plan: kept until somebody mends it. */
  quarantined: RejectedMessage[]
}
