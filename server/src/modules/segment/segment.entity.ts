import type { RuleNode } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Text } from '../../platform/database'

/** 分群: a saved set of people, told by a rule and kept up to date. */
@Entity()
export class Segment {
  @Id()
  id: number

  @Index()
  @Text(64)
  name: string

  @Text(500, { default: '' })
  description: string

  @Json()
  rule: RuleNode

  /** Raised with each change of the rule. */
  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number

  @BigInt64({ nullable: true })
  ownerStaffId: number | null

  @CreatedAt()
  createdAt: Date

  /** Set when somebody removed it; its history stays. */
  @At({ nullable: true })
  removedAt: Date | null
}
