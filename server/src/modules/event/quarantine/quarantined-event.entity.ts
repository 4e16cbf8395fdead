import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Key, OneOf, Text } from '../../../platform/database'
import type { Misfit, MisfitKind } from '../misfit'
import type { MappingAction } from './mapping.policy'

/** What outsiders call things: `ViewPage` and `viewpage` are two events. */
const AS_SENT = { charset: 'utf8mb4', collation: 'utf8mb4_bin' }

/** `held` waits for a person; `replayed` became an event; `discarded` was judged worthless. */
export type QuarantineState = 'held' | 'replayed' | 'discarded'

/** An event that does not fit the tracking plan: kept with the reason, counted nowhere, until somebody mends it. */
@Entity()
@Index(['state', 'sourceId', 'event', 'reason', 'property', 'id'])
@Index(['identityId'])
@Index(['receivedAt', 'event'])
@Index(['readAs', 'occurredAt'])
export class QuarantinedEvent {
  @Id()
  id: number

  /** 0 for our own touchpoints. */
  @BigInt64()
  sourceId: number

  @BigInt64()
  identityId: number

  /** What makes the event the same event, as `EventInput.dedupKey`. */
  @Key(190)
  dedupKey: string

  /** As it was sent, cut to 64 characters. */
  @Text(64, AS_SENT)
  event: string

  @OneOf()
  reason: MisfitKind

  /** Key of the property at fault, or ''. */
  @Text(64, AS_SENT)
  property: string

  @Text(200)
  detail: string

  /** What the tracking plan calls it: its name after the mapping of its source. */
  @Text(64, { ...AS_SENT, default: '' })
  readAs: string

  /** Everything that is wrong with it, the named reason first. */
  @Json()
  faults: Pick<Misfit, 'kind' | 'property'>[]

  /** Sealed JSON of `HeldEvent`: people type phone numbers into forms. */
  @Column({ type: 'mediumtext', charset: 'ascii', collation: 'ascii_bin' })
  body: string

  @At()
  occurredAt: Date

  @At()
  receivedAt: Date

  @OneOf({ default: 'held' })
  state: QuarantineState

  @At({ nullable: true })
  settledAt: Date | null
}

/** How events of one name from one source are mended before they are judged, also those that come later. */
@Entity()
@Index(['sourceId', 'event'], { unique: true })
export class EventMapping {
  @Id()
  id: number

  /** 0 for our own touchpoints. */
  @BigInt64()
  sourceId: number

  /** As it is sent. */
  @Text(64, AS_SENT)
  event: string

  @Json()
  actions: MappingAction[]

  @BigInt64({ nullable: true })
  staffId: number | null

  @CreatedAt()
  createdAt: Date
}
