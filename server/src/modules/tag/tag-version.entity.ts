import type { TagRule } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json } from '../../platform/database'

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
}
