import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Key, OneOf, Text } from '../database'
import { Column } from 'typeorm'

export type JobState = 'pending' | 'running' | 'done' | 'dead' | 'cancelled'

/** One piece of background work. The table is the queue. */
@Entity()
@Index(['state', 'runAt', 'id'])
@Index(['kind', 'state', 'id'])
export class Job {
  @Id()
  id: number

  @Key(120)
  kind: string

  /** While a job with this key waits or runs, a second one is not made. Cleared at the end. */
  @Index({ unique: true })
  @Key(190, { nullable: true })
  activeKey: string | null

  @OneOf({ default: 'pending' })
  state: JobState

  @Json()
  payload: unknown

  @Json({ nullable: true })
  result: unknown

  @Column({ type: 'int', unsigned: true, default: 0 })
  attempts: number

  @At()
  runAt: Date

  @Key(36, { nullable: true })
  leaseToken: string | null

  @At({ nullable: true })
  leaseUntil: Date | null

  @BigInt64({ default: 0 })
  progressDone: number

  @BigInt64({ default: 0 })
  progressTotal: number

  @Column({ type: 'boolean', default: false })
  cancelRequested: boolean

  /** The code of the last failure. */
  @Text(120, { nullable: true })
  lastError: string | null

  /** The staff member who asked for it; null for the system's own. */
  @BigInt64({ nullable: true })
  requestedBy: number | null

  @CreatedAt()
  createdAt: Date

  @At({ nullable: true })
  finishedAt: Date | null
}
