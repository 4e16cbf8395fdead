import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Text } from '../../platform/database'

/** 人群包: a segment frozen at a moment. The record keeps who was in it, so it outlives the engine. */
@Entity()
export class Audience {
  @Id()
  id: number

  @Text(64)
  name: string

  @Index()
  @BigInt64()
  segmentId: number

  @Column({ type: 'int', unsigned: true })
  segmentVersion: number

  @Column({ type: 'int', unsigned: true })
  people: number

  @At()
  frozenAt: Date

  @BigInt64({ nullable: true })
  frozenBy: number | null
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
