import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Key, OneOf, Text } from '../../../platform/database'
import type { ClaimState } from './coupon.policy'

/** One coupon in one person's hands. */
@Entity()
@Index(['couponId', 'customerId', 'ordinal'], { unique: true })
@Index(['customerId', 'id'])
@Index(['identityId'])
@Index(['couponId', 'id'])
@Index(['state', 'validTo'])
export class CouponClaim {
  @Id()
  id: number

  @BigInt64()
  couponId: number

  /** Follows the identity when customers are merged or taken apart. */
  @BigInt64()
  customerId: number

  /** Through which identity it was claimed. */
  @BigInt64()
  identityId: number

  /** 1 for a person's first of this batch: together they make the per-person limit hold under concurrency. */
  @Column({ type: 'int', unsigned: true })
  ordinal: number

  @Index({ unique: true })
  @Key(16)
  code: string

  @OneOf({ default: 'claimed' })
  state: ClaimState

  /** How it came: a claim of one's own, or the reward of a form. */
  @Text(60)
  channel: string

  @At()
  claimedAt: Date

  @At()
  validTo: Date

  @At({ nullable: true })
  usedAt: Date | null
}
