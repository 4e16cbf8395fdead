import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Fen, Id, Key, OneOf, Text } from '../../../platform/database'
import type { RefundState } from './payment.policy'

/** Money on its way back. */
@Entity()
@Index(['paymentOrderId', 'id'])
@Index(['checkAt'])
export class PaymentRefund {
  @Id()
  id: number

  @BigInt64()
  paymentOrderId: number

  /** Ours; the same number again is the same refund. */
  @Index({ unique: true })
  @Key(64)
  refundNo: string

  @Fen()
  amountFen: number

  /** The payer reads it too. */
  @Text(80)
  reason: string

  @OneOf({ default: 'requested' })
  state: RefundState

  /** The platform's code when it refused. */
  @Key(64, { nullable: true })
  failure: string | null

  /** Who asked for it; null when the server did. */
  @BigInt64({ nullable: true })
  staffId: number | null

  @Text(64)
  staffName: string

  /** When the platform is asked next; null when there is nothing to ask. */
  @At({ nullable: true })
  checkAt: Date | null

  @At({ nullable: true })
  endedAt: Date | null

  @CreatedAt()
  createdAt: Date
}
