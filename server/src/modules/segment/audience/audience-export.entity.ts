import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, OneOf, Text } from '../../../platform/database'
import type { AudienceExportColumn, AudienceExportState } from './audience-export.policy'

/** Somebody's wish to have the people of a segment or an audience as a file, and what became of it. */
@Entity()
@Index(['state', 'id'])
export class AudienceExport {
  @Id()
  id: number

  @OneOf()
  targetKind: 'segment' | 'audience'

  @BigInt64()
  targetId: number

  @Text(64)
  targetName: string

  @Json()
  columns: AudienceExportColumn[]

  /** What the file is for. */
  @Text(200)
  reason: string

  /** The frozen list: exactly these people are decided about and written. Null only in wishes older than this column. */
  @BigInt64({ nullable: true })
  audienceId: number | null

  /** How many living people were in it when it was asked for. */
  @Column({ type: 'int', unsigned: true })
  people: number

  @OneOf({ default: 'pending' })
  state: AudienceExportState

  @BigInt64()
  requestedBy: number

  @BigInt64({ nullable: true })
  decidedBy: number | null

  @At({ nullable: true })
  decidedAt: Date | null

  @Text(200, { default: '' })
  decisionNote: string

  /** The wish ends at this moment: first for want of a decision, then because the approval is used up. */
  @At({ nullable: true })
  validUntil: Date | null

  /** The file that was last made after the approval. */
  @BigInt64({ nullable: true })
  exportId: number | null

  @CreatedAt()
  createdAt: Date
}
