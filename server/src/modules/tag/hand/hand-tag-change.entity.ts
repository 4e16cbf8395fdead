import { Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json, OneOf, Text } from '../../../platform/database'

/** How a hand-set tag came to change. */
export type HandTagAct = 'set' | 'batch' | 'expire' | 'merge' | 'unmerge' | 'erase'

/** Who changed a person's hand-set values, and why. Never changed afterwards; goes with the person when she is erased. */
@Entity()
@Index(['customerId', 'tagId', 'id'])
@Index(['batchId'])
export class HandTagChange {
  @Id()
  id: number

  @BigInt64()
  tagId: number

  @BigInt64()
  customerId: number

  /** All values before, in the order of their text. */
  @Json()
  before: string[]

  @Json()
  after: string[]

  @OneOf()
  act: HandTagAct

  /** Null when the system did it. */
  @BigInt64({ nullable: true })
  staffId: number | null

  @Text(200, { default: '' })
  reason: string

  /** The batch that it belongs to. */
  @BigInt64({ nullable: true })
  batchId: number | null

  @At()
  at: Date
}
