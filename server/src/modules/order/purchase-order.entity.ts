import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Fen, Id, Key, Text } from '../../platform/database'

/** One order of one person in one channel. */
@Entity()
@Index(['channel', 'orderNo'], { unique: true })
@Index(['orderedAt', 'id'])
@Index(['customerId', 'orderedAt'])
@Index(['identityId'])
export class PurchaseOrder {
  @Id()
  id: number

  @Text(40)
  channel: string

  @Key(64)
  orderNo: string

  /** Follows the identity when customers are merged or taken apart. */
  @BigInt64()
  customerId: number

  /** What names the buyer: a phone number in a file, the mini-program's identity in our own shop. */
  @BigInt64()
  identityId: number

  @At()
  orderedAt: Date

  /** What was paid for all items. */
  @Fen({ default: 0 })
  amountFen: number

  @Column({ type: 'int', unsigned: true, default: 0 })
  quantity: number

  /** The import that brought it; 0 when it was paid in our own shop. */
  @BigInt64()
  importId: number

  @CreatedAt()
  createdAt: Date
}
