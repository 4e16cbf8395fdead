import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Key, OneOf, Text } from '../../../platform/database'

/** A logged-in browser. Only the hash of its secret is kept. */
@Entity()
export class StaffSession {
  @Id()
  id: number

  @Index({ unique: true })
  @Key(64)
  tokenHash: string

  @Index()
  @BigInt64()
  staffId: number

  @OneOf()
  via: 'password' | 'work'

  @Text(64)
  ip: string

  @At()
  lastSeenAt: Date

  @Index()
  @At()
  expiresAt: Date

  @CreatedAt()
  createdAt: Date
}
