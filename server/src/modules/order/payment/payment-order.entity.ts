import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Fen, Id, Key, OneOf, Text } from '../../../platform/database'
import type { PaymentProblem, PaymentState } from './payment.policy'

/** What somebody is buying in our own shop, from the first tap to the money and, perhaps, back. */
@Entity()
@Index(['customerId', 'id'])
@Index(['identityId'])
@Index(['checkAt'])
export class PaymentOrder {
  @Id()
  id: number

  /** Ours; the platform's out_trade_no, and the number that buyer and staff see. */
  @Index({ unique: true })
  @Key(32)
  orderNo: string

  /** Follows the identity when customers are merged or taken apart. */
  @BigInt64()
  customerId: number

  /** The mini-program identity that pays. */
  @BigInt64()
  identityId: number

  /** The merchant account. */
  @BigInt64()
  accountId: number

  /** The mini-program in which it is paid. */
  @Key(64)
  appid: string

  @BigInt64()
  productId: number

  @Key(64)
  sku: string

  @Text(120)
  productName: string

  @Column({ type: 'int', unsigned: true })
  quantity: number

  @Fen()
  amountFen: number

  @Fen({ default: 0 })
  refundedFen: number

  @OneOf({ default: 'created' })
  state: PaymentState

  /** What staff should look at; null while all is well. */
  @OneOf({ nullable: true })
  problem: PaymentProblem | null

  /** The platform's number, once it is paid. */
  @Key(32, { nullable: true })
  transactionId: string | null

  /** When it can no longer be paid. Whole seconds: the platform is told the same instant again and again. */
  @At()
  expiresAt: Date

  /** When the platform is asked next; null when there is nothing to ask. */
  @At({ nullable: true })
  checkAt: Date | null

  @At({ nullable: true })
  paidAt: Date | null

  @CreatedAt()
  createdAt: Date
}
