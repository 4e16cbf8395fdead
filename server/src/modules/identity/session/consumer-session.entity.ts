import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Key } from '../../../platform/database'

/** A logged-in mini-program. Bound to the identity, not to the customer, so that it survives merges. */
@Entity()
export class ConsumerSession {
  @Id()
  id: number

  @Index({ unique: true })
  @Key(64)
  tokenHash: string

  @Index()
  @BigInt64()
  identityId: number

  @BigInt64()
  accountId: number

  @Index()
  @At()
  expiresAt: Date

  @CreatedAt()
  createdAt: Date
}
