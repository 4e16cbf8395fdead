import { Column, Entity, Index } from 'typeorm'
import { BigInt64, Fen, Id, Key, Text } from '../../platform/database'

/** One product of an order, as the order named it. */
@Entity()
@Index(['orderId', 'sku'], { unique: true })
@Index(['productId'])
export class PurchaseOrderItem {
  @Id()
  id: number

  @BigInt64()
  orderId: number

  @Key(64)
  sku: string

  /** Null when the code was unknown at the time of the import. */
  @BigInt64({ nullable: true })
  productId: number | null

  @Text(120)
  productName: string

  @Text(40)
  category: string

  @Column({ type: 'int', unsigned: true })
  quantity: number

  /** What was paid for it. */
  @Fen()
  amountFen: number
}
