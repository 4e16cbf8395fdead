import { Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Text } from '../../../platform/database'

/** A tag value that a person of the staff gave a customer. */
@Entity()
@Index(['tagId', 'customerId', 'value'], { unique: true })
@Index(['customerId'])
@Index(['expiresAt'])
export class HandTag {
  @Id()
  id: number

  @BigInt64()
  tagId: number

  @BigInt64()
  customerId: number

  @Text(64)
  value: string

  /** Null when the system gave it. */
  @BigInt64({ nullable: true })
  setBy: number | null

  @At()
  setAt: Date

  /** Null: until somebody takes it away. */
  @At({ nullable: true })
  expiresAt: Date | null
}
