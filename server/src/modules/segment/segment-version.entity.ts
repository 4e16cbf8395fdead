import type { RuleNode } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json } from '../../platform/database'

/** A rule that is or was in force. Never changed: who came and went can always be traced to the rule that said so. */
@Entity()
@Index(['segmentId', 'version'], { unique: true })
export class SegmentVersion {
  @Id()
  id: number

  @BigInt64()
  segmentId: number

  @Column({ type: 'int', unsigned: true })
  version: number

  @Json()
  rule: RuleNode

  @At()
  changedAt: Date

  @BigInt64({ nullable: true })
  changedBy: number | null

  /** The older version whose rule was put in force again. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  restoredFrom: number | null
}
