import { Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json, OneOf } from '../../../platform/database'

/** `identity`: a strong identity proved it; `staff` and `review`: a person decided it. */
export type MergeReason = 'identity' | 'staff' | 'review'

/** One merge, with everything needed to undo it. */
@Entity()
@Index(['survivorId', 'id'])
@Index(['absorbedId', 'id'])
export class CustomerMerge {
  @Id()
  id: number

  @BigInt64()
  survivorId: number

  @BigInt64()
  absorbedId: number

  @OneOf()
  reason: MergeReason

  /** The identity that proved it. */
  @BigInt64({ nullable: true })
  identityId: number | null

  @BigInt64({ nullable: true })
  staffId: number | null

  /** The identities that the absorbed customer brought. */
  @Json()
  movedIdentityIds: number[]

  /** Identities that were one too many after the merge. */
  @Json()
  retiredIdentityIds: number[]

  /** Rows without an identity that each part of the record moved, by that part's name. */
  @Json()
  movedRows: Record<string, number[]>

  @At()
  mergedAt: Date

  @At({ nullable: true })
  undoneAt: Date | null

  @BigInt64({ nullable: true })
  undoneBy: number | null
}
