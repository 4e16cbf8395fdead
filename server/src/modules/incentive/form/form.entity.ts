import { Column, Entity } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, OneOf, Text } from '../../../platform/database'
import type { FormField } from './form-field.policy'
import type { FormState } from './form.policy'

/** A questionnaire. */
@Entity()
export class Form {
  @Id()
  id: number

  @Text(60)
  title: string

  @Text(300)
  description: string

  /** In the order in which they are asked. */
  @Json()
  fields: FormField[]

  /** The coupon given for a submission. */
  @BigInt64({ nullable: true })
  rewardCouponId: number | null

  /** What a person reads after submitting. */
  @Text(200)
  thanks: string

  @OneOf({ default: 'draft' })
  state: FormState

  @Column({ type: 'int', unsigned: true, default: 0 })
  submissionCount: number

  @At()
  updatedAt: Date

  @CreatedAt()
  createdAt: Date
}
