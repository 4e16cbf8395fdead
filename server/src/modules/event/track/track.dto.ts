import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator'

export class TrackMessageDto {
  /** The client's own id of the message: the same one again counts once. */
  id: string
  event: string
  /** ISO 8601. Late messages are welcome. */
  time: string
  properties: Record<string, unknown>
}

export class TrackDto {
  /** Messages are judged one by one: a faulty one does not take its neighbours with it. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100, { message: '每次最多上报 100 条' })
  messages: TrackMessageDto[]
}

export class RejectedMessage {
  id: string
  code: string
  message: string
}

export class TrackReply {
  accepted: number
  duplicates: number
  rejected: RejectedMessage[]
}
