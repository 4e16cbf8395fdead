import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, OneOf, Text } from '../../../platform/database'
import type { BatchMode, BatchReject, BatchSource, BatchState } from './hand-tag-batch.policy'

/** A hand-set tag given to, or taken from, many people at once. */
@Entity()
@Index(['tagId', 'id'])
export class HandTagBatch {
  @Id()
  id: number

  @BigInt64()
  tagId: number

  @OneOf()
  mode: BatchMode

  @Json()
  values: string[]

  @Json()
  source: BatchSource

  /** Whom it is about, in the operator's words: «分群「高价值」», «名单（120 人）». */
  @Text(120)
  sourceName: string

  @At({ nullable: true })
  expiresAt: Date | null

  @Text(200, { default: '' })
  reason: string

  @OneOf({ default: 'running' })
  state: BatchState

  @BigInt64({ nullable: true })
  jobId: number | null

  /** Where the work goes on after an interruption: lines of the list done, or the highest customer id done. */
  @BigInt64({ default: 0 })
  position: number

  @Column({ type: 'int', unsigned: true, default: 0 })
  total: number

  @Column({ type: 'int', unsigned: true, default: 0 })
  done: number

  /** People whose values are others than before. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  changed: number

  @Json()
  rejects: BatchReject[]

  @BigInt64()
  staffId: number

  @CreatedAt()
  createdAt: Date

  @At({ nullable: true })
  finishedAt: Date | null
}
