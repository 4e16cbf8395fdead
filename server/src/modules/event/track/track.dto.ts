/** The wire of the tracking API, for its description; read by `readCall` and `readMessage`. */
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
  /** ISO 8601; without a zone it is meant in Asia/Shanghai. Late messages are welcome. */
  time: string
  properties?: Record<string, unknown>
  /** Whose device it was, for sources with a key. */
  anonymousId?: string
  /** Who it was, for sources with a key. */
  identities?: TrackIdentityDto[]
}

export class TrackDto {
  /** At most 500, judged one by one: a faulty one does not take its neighbours with it. */
  messages: TrackMessageDto[]
  /** When the sender's clock says that it sent this (ISO 8601); tells how far that clock is off. */
  sentAt?: string
  /** Of all messages that do not name one. */
  anonymousId?: string
  /** Of all messages that do not name any. */
  identities?: TrackIdentityDto[]
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
