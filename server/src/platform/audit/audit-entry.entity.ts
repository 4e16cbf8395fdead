import { Entity, Index } from 'typeorm'
import { BigInt64, CreatedAt, Id, Json, Key, Text } from '../database'

/** One change that a member of staff made. Never edited, never deleted. */
@Entity()
@Index(['createdAt', 'id'])
@Index(['staffId', 'id'])
@Index(['targetKind', 'targetId', 'id'])
export class AuditEntry {
  @Id()
  id: number

  @BigInt64()
  staffId: number

  @Text(64)
  staffName: string

  /** The permission under which it was done, or a finer word such as `tag.publish`. */
  @Key(80)
  action: string

  @Key(40, { nullable: true })
  targetKind: string | null

  @Text(64, { nullable: true })
  targetId: string | null

  /** What a person would call the thing. */
  @Text(190, { nullable: true })
  targetName: string | null

  @Json({ nullable: true })
  before: object | null

  @Json({ nullable: true })
  after: object | null

  @Text(64)
  ip: string

  @Key(64)
  requestId: string

  @CreatedAt()
  createdAt: Date
}
