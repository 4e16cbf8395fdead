import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { BigInt64, CreatedAt, Id, Json, Key } from '../database'

/** Keys of one kind whose engine copy is older than the record. Written in the transaction of the change. */
@Entity()
@Index(['kind', 'id'])
export class EngineFeedRow {
  @Id()
  id: number

  @Key(64)
  kind: string

  @Json()
  refKeys: number[]

  @Column({ type: 'int', unsigned: true })
  keyCount: number

  @CreatedAt()
  createdAt: Date
}

/** Up to which feed row the engine may hold more than the feed says, so that those rows are written with care. */
@Entity()
export class EngineFeedState {
  @PrimaryColumn({ type: 'int', unsigned: true })
  id: number

  @BigInt64()
  repairUpto: number
}

/** How often each kind has reached the engine: whoever keeps an answer of the engine sees by it that the answer has aged. */
@Entity()
export class EngineFeedMark {
  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  kind: string

  @BigInt64()
  copies: number
}
