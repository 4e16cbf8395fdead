import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Key, OneOf, Text } from '../../../platform/database'
import type { IdentityKind } from './identity-kinds'

/** (kind, scope, value): one way in which the outside knows a person. It belongs to at most one customer at any time. */
@Entity()
@Index(['kind', 'scope', 'valueHash'], { unique: true })
@Index(['customerId', 'kind'])
export class Identity {
  @Id()
  id: number

  @OneOf()
  kind: IdentityKind

  /** appid, corpid or shop; '' for kinds that mean the same everywhere. */
  @Key(64)
  scope: string

  /** SHA-256 of the value; for a phone number the keyed hash of the vault. */
  @Key(64)
  valueHash: string

  /** Null for phone numbers. */
  @Text(190, { nullable: true })
  value: string | null

  /** Sealed phone number. */
  @Column({ type: 'varchar', length: 255, charset: 'ascii', collation: 'ascii_bin', nullable: true })
  cipher: string | null

  /** What anybody who may see the customer may see of it. */
  @Text(190)
  masked: string

  /** Last four digits of a phone number, for searching by them. */
  @Index()
  @Key(4, { nullable: true })
  tail: string | null

  /** Null only between being claimed and being given to somebody, inside one transaction. */
  @BigInt64({ nullable: true })
  customerId: number | null

  /** Whether the platform vouches that it is the person's own. */
  @Column({ type: 'boolean', default: false })
  verified: boolean

  @Key(64)
  source: string

  /** Where it was first seen: the name of a channel code, or of the touchpoint. */
  @Text(64)
  channel: string

  @At()
  firstSeenAt: Date

  @At()
  lastSeenAt: Date

  /** Set when newer ones of its kind took its place; it still leads to the person, but is no longer used to reach them. */
  @At({ nullable: true })
  retiredAt: Date | null
}
