import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json, Key, OneOf } from '../../../platform/database'

export type ReconciliationState = 'running' | 'done' | 'cancelled' | 'failed'

/** `listing` walks through the platform's list, `vanished` through what the record believes and the platform did not list. */
export type ReconciliationPhase = 'listing' | 'vanished'

/** One comparison of the record with a platform's list. The row is also where it goes on after a crash. */
@Entity()
@Index(['source', 'accountId', 'id'])
export class ReconciliationRun {
  @Id()
  id: number

  @Key(64)
  source: string

  @BigInt64()
  accountId: number

  /** While one of a source and account runs there is no second. Cleared at the end. */
  @Index({ unique: true })
  @Key(96, { nullable: true })
  activeKey: string | null

  @OneOf({ default: 'running' })
  state: ReconciliationState

  @OneOf({ default: 'listing' })
  phase: ReconciliationPhase

  /** Where the phase goes on; the source's own. */
  @Json({ nullable: true })
  cursor: unknown

  /** How many the platform says there are. */
  @BigInt64({ nullable: true })
  expected: number | null

  @BigInt64({ default: 0 })
  seen: number

  @BigInt64({ default: 0 })
  known: number

  @BigInt64({ default: 0 })
  found: number

  @BigInt64({ default: 0 })
  vanished: number

  @BigInt64({ default: 0 })
  failed: number

  @Column({ type: 'boolean', default: false })
  cancelRequested: boolean

  /** The staff member who asked for it; null for the nightly one. */
  @BigInt64({ nullable: true })
  requestedBy: number | null

  /** The job that works on it. Another one that wakes up late has no say. */
  @BigInt64({ nullable: true })
  jobId: number | null

  /** Failed attempts since the last page; each page begins them anew. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  failures: number

  /** When it goes on after a failure or a limit; null while it works or has ended. */
  @At({ nullable: true })
  nextAt: Date | null

  @Key(64, { nullable: true })
  lastError: string | null

  @At()
  startedAt: Date

  @At()
  movedAt: Date

  @At({ nullable: true })
  endedAt: Date | null
}
