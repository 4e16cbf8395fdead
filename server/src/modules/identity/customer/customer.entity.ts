import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Text } from '../../../platform/database'

/** One person (OneID). Ids are dense inside; outside they are opaque. */
@Entity()
@Index(['channel', 'id'])
export class Customer {
  @Id()
  id: number

  /** The effective `nickname`, kept here so that lists can be searched by it. */
  @Index()
  @Text(64, { nullable: true })
  name: string | null

  /** Where the earliest of the person's identities came from: the name of a channel code, or of the touchpoint. */
  @Text(64)
  channel: string

  @Index()
  @At()
  firstSeenAt: Date

  /** When one of the identities last appeared, to within an hour. */
  @Index()
  @At()
  lastSeenAt: Date

  /** Set while the person is absorbed by another record; follow it (several steps at most) to the living one. */
  @Index()
  @BigInt64({ nullable: true })
  mergedInto: number | null

  /** Set when the personal data was erased; nothing of the person is left but this number. */
  @At({ nullable: true })
  erasedAt: Date | null

  @CreatedAt()
  createdAt: Date
}
