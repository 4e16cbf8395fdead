import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Key, OneOf } from '../../../platform/database'

/** Why two customers who look like one were not merged. */
export type ReviewReason = 'different-phones' | 'too-many-identities' | 'weak-link' | 'unmerged-before'
export type ReviewState = 'open' | 'merged' | 'kept-apart'

/** Two customers who may be one person, waiting for somebody to look. */
@Entity()
@Index(['state', 'id'])
export class MergeReview {
  @Id()
  id: number

  /** The customer who acted when the doubt arose. */
  @Index()
  @BigInt64()
  firstId: number

  @Index()
  @BigInt64()
  secondId: number

  /** The identity that connects them. */
  @BigInt64({ nullable: true })
  identityId: number | null

  @OneOf()
  reason: ReviewReason

  @OneOf({ default: 'open' })
  state: ReviewState

  /** The pair, while it is open: the same doubt is not raised twice. Cleared at the end. */
  @Index({ unique: true })
  @Key(48, { nullable: true })
  openKey: string | null

  @BigInt64({ nullable: true })
  decidedBy: number | null

  @At({ nullable: true })
  decidedAt: Date | null

  @CreatedAt()
  createdAt: Date
}
