import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Key, OneOf } from '../../../platform/database'
import type { AttributeSource, AttributeValueType } from './attribute.policy'

/** What one source said about one person at one time. All are kept; one per attribute is effective. */
@Entity()
@Index(['customerId', 'attribute', 'effective'])
export class AttributeValue {
  @Id()
  id: number

  /** Who holds it now; moves with a merge. */
  @BigInt64()
  customerId: number

  /** Who the customer was when it was said, so that an unmerge finds the way back. */
  @BigInt64()
  homeCustomerId: number

  /** The identity through which it was said, where there was one. */
  @BigInt64({ nullable: true })
  identityId: number | null

  @Key(64)
  attribute: string

  @OneOf()
  source: AttributeSource

  @Json()
  value: AttributeValueType

  @At()
  at: Date

  @BigInt64({ nullable: true })
  staffId: number | null

  @Column({ type: 'boolean', default: false })
  effective: boolean

  @CreatedAt()
  createdAt: Date
}
