import { Entity, Index, PrimaryColumn } from 'typeorm'
import { BigInt64, CreatedAt, Fen, Json, Key, Text } from '../../platform/database'

const number = { to: (id: number) => id, from: Number }

/**
 * One declared, dated act of a person. Clustered by person and time, because questions about one person are asked here
 * (questions about many are asked of the audience engine); partitioned by month of `occurredAt`, which therefore belongs
 * to every unique key.
 */
@Entity()
@Index(['dedupHash', 'occurredAt'], { unique: true })
@Index(['id'])
export class EventEntity {
  /** Who owns the identity now; moved by merges and moved back when they are undone. */
  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: number })
  customerId: number

  @PrimaryColumn({ type: 'datetime', precision: 3 })
  occurredAt: Date

  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: number })
  id: number

  /** By whose hand it came. The truth about whose event it is. */
  @BigInt64()
  identityId: number

  @Key(64)
  name: string

  @Text(64, { default: '' })
  channel: string

  @BigInt64({ nullable: true })
  contentId: number | null

  @BigInt64({ nullable: true })
  productId: number | null

  @Fen({ nullable: true })
  amountFen: number | null

  @BigInt64({ nullable: true })
  quantity: number | null

  /** The declared properties that have no column of their own. */
  @Json()
  properties: Record<string, EventPropertyValue>

  /** Half of a SHA-256 over what makes the event the same event. */
  @Key(32)
  dedupHash: string

  @CreatedAt()
  recordedAt: Date
}

export type EventPropertyValue = string | number | boolean | string[]
