import type { TagRule } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json, Text } from '../../platform/database'

/** A published rule. Never changed: a value can always be traced to the rule that gave it. */
@Entity()
@Index(['tagId', 'version'], { unique: true })
export class TagVersion {
  @Id()
  id: number

  @BigInt64()
  tagId: number

  @Column({ type: 'int', unsigned: true })
  version: number

  /** Null for tags set by hand. */
  @Json({ nullable: true })
  rule: TagRule | null

  @At()
  publishedAt: Date

  @BigInt64({ nullable: true })
  publishedBy: number | null

  /** Why, in the publisher's words. */
  @Text(200, { default: '' })
  note: string

  /** The older version that was put in force again. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  restoredFrom: number | null
}
