import { integer, list, object, optional, ShapeError, text, withDefault, type Read, type Reader } from '../kernel/shape'
import { sealed } from './cipher'

function oneOf<T extends string>(known: readonly T[]): Reader<T> {
  return (value, at) => {
    const found = known.find((item) => item === value)
    if (found === undefined) throw new ShapeError(at, `one of ${known.join(', ')}`)
    return found
  }
}

/** Money is integer fen everywhere. */
export interface PrepayRequest {
  appid: string
  /** At most 127 characters. */
  description: string
  /** Ours: 6 to 32 of `0-9A-Za-z_-*`. The same number with the same content is the same order. */
  outTradeNo: string
  /** When the order can no longer be paid. */
  expiresAt: Date
  notifyUrl: string
  totalFen: number
  openid: string
  attach?: string
}

export const prepaid = object({ prepay_id: text })

const TRADE_STATES = ['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR'] as const
export type TradeState = (typeof TRADE_STATES)[number]

const REFUND_STATES = ['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL'] as const
export type RefundState = (typeof REFUND_STATES)[number]

/** An order as a query and a notification tell it. Fields that only a paid order has are absent before. */
export const transaction = object({
  appid: text,
  mchid: text,
  out_trade_no: text,
  transaction_id: optional(text),
  trade_type: optional(text),
  trade_state: oneOf(TRADE_STATES),
  success_time: optional(text),
  payer: optional(object({ openid: optional(text) })),
  amount: optional(
    object({
      total: optional(integer),
      payer_total: optional(integer),
      currency: withDefault(text, 'CNY'),
    }),
  ),
})
export type Transaction = Read<typeof transaction>

export interface RefundRequest {
  outTradeNo: string
  /** Ours, at most 64. The same number again is the same refund. */
  outRefundNo: string
  /** At most 80 characters; the payer reads it. */
  reason: string
  notifyUrl: string
  refundFen: number
  totalFen: number
}

const refundAmount = object({ total: integer, refund: integer })

export const refund = object({
  refund_id: text,
  out_refund_no: text,
  transaction_id: text,
  out_trade_no: text,
  status: oneOf(REFUND_STATES),
  success_time: optional(text),
  user_received_account: optional(text),
  amount: refundAmount,
})
export type Refund = Read<typeof refund>

/** The same facts in a notification: the status has another name there (protocol §4.4). */
export const refundNotice = object({
  mchid: text,
  refund_id: text,
  out_refund_no: text,
  transaction_id: text,
  out_trade_no: text,
  refund_status: oneOf(REFUND_STATES),
  success_time: optional(text),
  user_received_account: optional(text),
  amount: refundAmount,
})
export type RefundNotice = Read<typeof refundNotice>

export const billAddress = object({ hash_type: oneOf(['SHA1']), hash_value: text, download_url: text })
export type BillAddress = Read<typeof billAddress>

export const certificateList = object({ data: list(object({ serial_no: text, encrypt_certificate: sealed })) })
export type CertificateList = Read<typeof certificateList>

export const envelope = object({
  id: text,
  create_time: text,
  event_type: text,
  resource_type: text,
  resource: object({
    original_type: text,
    algorithm: text,
    ciphertext: text,
    nonce: text,
    associated_data: withDefault(text, ''),
  }),
})
