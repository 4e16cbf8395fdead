import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json } from '../../../platform/database'
import type { Answers } from './form-field.policy'

/** What one person answered. */
@Entity()
@Index(['formId', 'customerId', 'ordinal'], { unique: true })
@Index(['customerId', 'id'])
@Index(['identityId'])
@Index(['formId', 'id'])
export class FormSubmission {
  @Id()
  id: number

  @BigInt64()
  formId: number

  /** Follows the identity when customers are merged or taken apart. */
  @BigInt64()
  customerId: number

  @BigInt64()
  identityId: number

  /** 1, unless a merge brought two submissions to one person. */
  @Column({ type: 'int', unsigned: true })
  ordinal: number

  @Json()
  answers: Answers

  @At()
  submittedAt: Date
}
