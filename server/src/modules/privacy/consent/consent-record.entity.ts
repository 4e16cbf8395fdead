import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Key, OneOf } from '../../../platform/database'
import type { ConsentPurpose } from './consent.policy'

/** One act of consent or withdrawal. Never edited, never deleted: it is the proof. */
@Entity()
@Index(['customerId', 'id'])
export class ConsentRecord {
  @Id()
  id: number

  /** Who holds it now; moves with a merge. */
  @BigInt64()
  customerId: number

  /** Who the customer was when it was given, so that an unmerge finds the way back. */
  @BigInt64()
  homeCustomerId: number

  /** The identity that acted, where one did. */
  @BigInt64({ nullable: true })
  identityId: number | null

  @OneOf()
  purpose: ConsentPurpose

  @Column({ type: 'boolean' })
  granted: boolean

  /** Version of the text that the person saw. */
  @Key(32)
  textVersion: string

  /** What the person did: `authorize-phone`, `withdraw-in-mini-program`, `told-staff`. */
  @Key(64)
  act: string

  /** Where: `mini-program`, `console`, `import`. */
  @Key(64)
  source: string

  @At()
  at: Date

  @CreatedAt()
  createdAt: Date
}
