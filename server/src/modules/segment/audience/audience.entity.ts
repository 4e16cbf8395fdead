import type { RuleNode } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json, OneOf, Text } from '../../../platform/database'

/** Where the list came from: a segment frozen at a moment, or a file. */
export type AudienceSource = 'segment' | 'import'

/** 人群包: a list of people that does not change. The record keeps who is in it, so it outlives the engine. */
@Entity()
export class Audience {
  @Id()
  id: number

  @Text(64)
  name: string

  @OneOf({ default: 'segment' })
  source: AudienceSource

  /** Shown in no list: frozen for one wish to take people out, or found in a file that nobody has confirmed yet. */
  @Column({ default: false })
  hidden: boolean

  /** Null for a list from a file. */
  @Index()
  @BigInt64({ nullable: true })
  segmentId: number | null

  /** 0 for a list from a file. */
  @Column({ type: 'int', unsigned: true })
  segmentVersion: number

  /** What the segment's rule was when it was frozen; null for a list from a file. */
  @Json({ nullable: true })
  rule: RuleNode | null

  /** That rule in words, with the names of then. */
  @Column({ type: 'text', nullable: true })
  sentence: string | null

  @Column({ type: 'int', unsigned: true })
  people: number

  @At()
  frozenAt: Date

  @BigInt64({ nullable: true })
  frozenBy: number | null

  /** Set when somebody removed it. */
  @At({ nullable: true })
  removedAt: Date | null
}

/** A run of an audience's customer ids, packed; parts ascend. */
@Entity()
@Index(['audienceId', 'firstId'], { unique: true })
export class AudiencePart {
  @Id()
  id: number

  @BigInt64()
  audienceId: number

  @BigInt64()
  firstId: number

  @Column({ type: 'mediumblob' })
  packed: Buffer
}
