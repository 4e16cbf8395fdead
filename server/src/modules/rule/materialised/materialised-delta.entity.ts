import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { At, BigInt64, Id, OneOf } from '../../../platform/database'
import type { OwnerKind } from './materialised-tables'

/**
 * How a change of values came about: everyone was evaluated by a rule for the first time (`rule`), or again (`batch`);
 * somebody's acts or data changed (`real-time`); time passed (`time`); somebody was merged or erased (`gone`); a value was
 * set by hand (`hand`).
 *
 * `real-time`, `time` and `gone` come in step with the feed, whose listener evaluates after each copied batch and before
 * the next; the others that follow from rules come beside it. Beside the feed a statement may have read the engine before something
 * that the listener has already looked at, and found no difference worth a delta; so their people are looked at again
 * once the feed has their changes.
 */
export type DeltaMode = 'rule' | 'batch' | 'real-time' | 'time' | 'gone' | 'hand'

/**
 * One evaluation's changes of one tag or segment, packed. The engine's values and their history are rebuilt from these
 * rows, so they are never changed.
 */
@Entity()
@Index(['ownerKind', 'ownerId', 'id'])
export class MaterialisedDelta {
  @Id()
  id: number

  @OneOf()
  ownerKind: OwnerKind

  @BigInt64()
  ownerId: number

  /** The version of the rule that gave the values; 0 for values set by hand. */
  @Column({ type: 'int', unsigned: true })
  version: number

  @OneOf()
  mode: DeltaMode

  @At()
  at: Date

  /** How many people changed. */
  @Column({ type: 'int', unsigned: true })
  changes: number

  @Column({ type: 'longblob' })
  packed: Buffer
}

/** How far a tag's or segment's values have come: recorded, and copied to the engine. */
@Entity()
export class MaterialisedOwner {
  @PrimaryColumn({ type: 'varchar', length: 16, charset: 'ascii', collation: 'ascii_bin' })
  ownerKind: OwnerKind

  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: { to: (value: number) => value, from: Number } })
  ownerId: number

  @BigInt64({ default: 0 })
  recordedDeltaId: number

  @BigInt64({ default: 0 })
  appliedDeltaId: number

  /** Up to when the passing of time has been accounted for; null before the first evaluation of everyone. */
  @At({ nullable: true })
  sweptAt: Date | null

  /** When everyone was last evaluated; null before the first time. */
  @At({ nullable: true })
  evaluatedAt: Date | null

  /** Raised with each wish to evaluate everyone, so that a wish during an evaluation is not lost. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  wanted: number

  /** Up to which wish everyone has been looked at. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  served: number

  /** The version of the rule by which everyone was last evaluated; 0 before the first time. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  evaluatedVersion: number
}
