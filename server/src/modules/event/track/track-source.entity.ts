import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Key, OneOf, Text } from '../../../platform/database'
import type { IdentityKind } from '../../identity'

/** `web`: a page, whose key everybody can read; `server`: a program of the brand, whose word about people counts. */
export type TrackSourceKind = 'web' | 'server'

/** Something of the brand's that reports events: a website, an app, a shop's till. */
@Entity()
export class TrackSource {
  @Id()
  id: number

  /** The scope of the anonymous ids that come through it. */
  @Index({ unique: true })
  @Key(32)
  code: string

  @Text(64)
  name: string

  @OneOf()
  kind: TrackSourceKind

  /** Events that it may send; null for all. */
  @Json({ nullable: true })
  events: string[] | null

  /** Kinds of identity that it may name beside its own anonymous ids. */
  @Json()
  identityKinds: IdentityKind[]

  /** Web origins that may use its key; null for all. */
  @Json({ nullable: true })
  origins: string[] | null

  @Column({ type: 'boolean', default: false })
  disabled: boolean

  @CreatedAt()
  createdAt: Date
}

/** A key of a source. Only its hash is kept; the key itself is shown once. */
@Entity()
export class TrackSourceKey {
  @Id()
  id: number

  @Index()
  @BigInt64()
  sourceId: number

  /** SHA-256, hex. */
  @Index({ unique: true })
  @Key(64)
  keyHash: string

  /** The last four characters, to tell keys apart on screen. */
  @Key(8)
  tail: string

  /** Set by a rotation, which gives the old key some time to be replaced everywhere, or by revoking. */
  @At({ nullable: true })
  endsAt: Date | null

  /** To within a few minutes. */
  @At({ nullable: true })
  lastUsedAt: Date | null

  @CreatedAt()
  createdAt: Date
}

/**
 * That a message has been taken in, by the hash of its source and id, so that the same id counts once even when it comes
 * back with another time. Forgotten after a month: the event's own key still holds off an unchanged repetition then.
 */
@Entity()
export class TrackReceipt {
  @Column({ type: 'varchar', length: 22, charset: 'ascii', collation: 'ascii_bin', primary: true })
  hash: string

  /** Drawn for each write: tells whoever wrote whether the row is theirs or was there before. */
  @Key(16)
  token: string

  @Index()
  @At()
  receivedAt: Date
}
