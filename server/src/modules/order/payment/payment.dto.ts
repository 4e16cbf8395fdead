import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator'
import { Transform } from 'class-transformer'
import { PageOf, PageQuery } from '../../../platform/http'
import {
  MAX_QUANTITY,
  PAYMENT_STATES,
  type PaymentProblem,
  type PaymentState,
  type RefundState,
} from './payment.policy'

export class PlaceOrderBody {
  /** As in the consumer API: the number as text. */
  @Matches(/^\d{1,15}$/)
  productId: string

  @IsInt()
  @Min(1)
  @Max(MAX_QUANTITY)
  quantity: number
}

export class ConsumerOrderReply {
  orderNo: string
  state: PaymentState
  productId: string
  productName: string
  imageUrl: string
  quantity: number
  amountFen: number
  refundedFen: number
  createdAt: string
  /** Until then it can be paid. */
  expiresAt: string
  paidAt: string | null
}

/** What `wx.requestPayment` takes. */
export class PayParametersReply {
  appId: string
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}

export class PlacedOrderReply {
  order: ConsumerOrderReply
  payment: PayParametersReply
}

export class PaymentQuery extends PageQuery {
  /** Beginning of the order number. */
  @IsOptional()
  @Matches(/^[0-9A-Za-z]{0,32}$/)
  search?: string

  @IsOptional()
  @IsIn(PAYMENT_STATES)
  state?: PaymentState

  /** Public id of a customer. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  customer?: string

  /** Only those that somebody should look at. */
  @IsOptional()
  @IsBoolean()
  @Transform(({ value }) => value === true || value === 'true')
  problem?: boolean
}

export class RefundBody {
  @IsInt()
  @Min(1)
  amountFen: number

  /** The payer reads it too. */
  @IsString()
  @Length(1, 80)
  reason: string
}

export class PaymentRefundReply {
  refundNo: string
  amountFen: number
  reason: string
  state: RefundState
  failure: string | null
  staffName: string
  createdAt: string
  endedAt: string | null
}

export class PaymentReply {
  orderNo: string
  state: PaymentState
  problem: PaymentProblem | null
  productName: string
  quantity: number
  amountFen: number
  refundedFen: number
  transactionId: string | null
  customerId: string
  customerName: string
  createdAt: string
  paidAt: string | null
  refunds: PaymentRefundReply[]
}

export class PaymentPage extends PageOf {
  items: PaymentReply[]
}
