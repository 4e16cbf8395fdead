import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, OneOf, Text } from '../../../platform/database'
import type { CouponState } from './coupon.policy'

/** One batch of coupons: what it is worth, how many there are, who may have how many. */
@Entity()
@Index(['state', 'openAt', 'id'])
export class Coupon {
  @Id()
  id: number

  @Text(60)
  name: string

  @Text(200)
  description: string

  @BigInt64()
  amountFen: number

  /** The least an order must come to; 0 for none. */
  @BigInt64()
  thresholdFen: number

  @Column({ type: 'int', unsigned: true })
  stock: number

  /** Never above the stock: raised by compare-and-set. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  claimedCount: number

  @Column({ type: 'int', unsigned: true, default: 0 })
  usedCount: number

  @Column({ type: 'int', unsigned: true })
  perPersonLimit: number

  @Column({ type: 'boolean' })
  requiresPhone: boolean

  @At()
  openAt: Date

  /** Exclusive; null for no end. */
  @At({ nullable: true })
  closeAt: Date | null

  /** A claimed coupon lives this many days … */
  @Column({ type: 'int', unsigned: true, nullable: true })
  validDays: number | null

  /** … or until this moment. Exactly one of the two is set. */
  @At({ nullable: true })
  validUntil: Date | null

  @OneOf({ default: 'draft' })
  state: CouponState

  @At()
  updatedAt: Date

  @CreatedAt()
  createdAt: Date
}
