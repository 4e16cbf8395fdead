import { randomBytes } from 'node:crypto'
import { randomDigits } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import type { Person } from '../../people/people'
import { PayError } from './pay-error'

export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'REFUND' | 'CLOSED' | 'PAYERROR'

/** Which state may follow which. PAYERROR is a refused bank card: the same order may be tried again. */
const NEXT: Record<TradeState, readonly TradeState[]> = {
  NOTPAY: ['USERPAYING', 'CLOSED'],
  USERPAYING: ['SUCCESS', 'PAYERROR', 'NOTPAY'],
  PAYERROR: ['USERPAYING', 'CLOSED'],
  SUCCESS: ['REFUND'],
  REFUND: ['REFUND'],
  CLOSED: [],
}

const DESCRIPTIONS: Record<TradeState, string> = {
  NOTPAY: '订单未支付',
  USERPAYING: '用户支付中',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  CLOSED: '订单已关闭',
  PAYERROR: '支付失败',
}

export interface NewOrder {
  appid: string
  mchid: string
  description: string
  outTradeNo: string
  attach?: string
  notifyUrl: string
  totalFen: number
  openid: string
  /** Unix milliseconds; two hours after the order when the merchant does not say. */
  expiresAt: number | undefined
}

export interface PayOrder extends NewOrder {
  personId: string
  prepayId: string
  prepaidAt: number
  state: TradeState
  createdAt: number
  transactionId?: string
  paidAt?: number
}

const PREPAY_LIFE_MS = 2 * 3600_000

/** Orders of one merchant as WeChat Pay keeps them. */
export class PayOrders {
  private readonly rows

  constructor(private readonly kernel: Kernel) {
    this.rows = kernel.store.map<PayOrder>('pay orders')
  }

  /**
   * A new order, or the same one again when everything about it is the same.
   * The codes for repeated numbers are not verified; clients should treat any of them as "look it up".
   */
  prepay(input: NewOrder, person: Person): PayOrder {
    const known = this.rows.get(input.outTradeNo)
    const now = this.kernel.clock.nowMs()
    if (known !== undefined) {
      this.expire(known)
      if (known.state === 'CLOSED') throw new PayError(400, 'ORDER_CLOSED', '该订单已关闭')
      if (known.state === 'SUCCESS' || known.state === 'REFUND')
        throw new PayError(403, 'OUT_TRADE_NO_USED', '商户订单号重复')
      if (!isSame(known, input)) throw new PayError(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致')
      if (now - known.prepaidAt >= PREPAY_LIFE_MS) Object.assign(known, { prepayId: newPrepayId(), prepaidAt: now })
      return known
    }
    const order: PayOrder = {
      ...input,
      personId: person.id,
      prepayId: newPrepayId(),
      prepaidAt: now,
      state: 'NOTPAY',
      createdAt: now,
    }
    this.rows.set(order.outTradeNo, order)
    return order
  }

  find(outTradeNo: string): PayOrder | undefined {
    const order = this.rows.get(outTradeNo)
    if (order !== undefined) this.expire(order)
    return order
  }

  /** @throws 404 ORDER_NOT_EXIST */
  get(outTradeNo: string): PayOrder {
    const order = this.find(outTradeNo)
    if (order === undefined) throw new PayError(404, 'ORDER_NOT_EXIST', '订单不存在')
    return order
  }

  findTransaction(transactionId: string): PayOrder | undefined {
    return [...this.rows.values()].find((item) => item.transactionId === transactionId)
  }

  /** @throws 404 ORDER_NOT_EXIST */
  byTransaction(transactionId: string): PayOrder {
    const order = this.findTransaction(transactionId)
    if (order === undefined) throw new PayError(404, 'ORDER_NOT_EXIST', '订单不存在')
    return order
  }

  byPrepayId(prepayId: string): PayOrder | undefined {
    const order = [...this.rows.values()].find((item) => item.prepayId === prepayId)
    if (order !== undefined) this.expire(order)
    return order
  }

  all(): PayOrder[] {
    return [...this.rows.values()]
  }

  /** Newest first. */
  of(person: Person): PayOrder[] {
    const mine = [...this.rows.values()].filter(({ personId }) => personId === person.id)
    for (const order of mine) this.expire(order)
    return mine.reverse()
  }

  /** Closing a closed order is no fault; a paid one cannot be closed (code unverified). */
  close(order: PayOrder): void {
    if (order.state === 'CLOSED') return
    if (order.state === 'USERPAYING') throw new PayError(403, 'TRADE_ERROR', '用户正在支付，请稍后再试')
    if (order.state === 'SUCCESS' || order.state === 'REFUND') throw new PayError(400, 'ORDER_PAID', '该订单已支付')
    this.move(order, 'CLOSED')
  }

  /** @throws when the order cannot go there */
  move(order: PayOrder, state: TradeState): void {
    if (!NEXT[order.state].includes(state))
      throw new PayError(400, 'INVALID_REQUEST', `订单状态 ${order.state} 不能变为 ${state}`)
    order.state = state
    if (state !== 'SUCCESS') return
    order.paidAt = this.kernel.clock.nowMs()
    order.transactionId = `4200${randomDigits(24)}`
  }

  /** The order as queries and notifications tell it: what only a paid order has is left out before. */
  describe(order: PayOrder): Record<string, unknown> {
    const { appid, mchid, outTradeNo, state, transactionId, paidAt, openid, totalFen, attach } = order
    const paid = paidAt !== undefined
    return {
      appid,
      mchid,
      out_trade_no: outTradeNo,
      ...(paid ? { transaction_id: transactionId, trade_type: 'JSAPI', bank_type: 'OTHERS' } : {}),
      trade_state: state,
      trade_state_desc: DESCRIPTIONS[state],
      attach: attach ?? '',
      ...(paid ? { success_time: beijingTime(paidAt) } : {}),
      payer: paid ? { openid } : {},
      amount: paid
        ? { total: totalFen, payer_total: totalFen, currency: 'CNY', payer_currency: 'CNY' }
        : { total: totalFen, currency: 'CNY' },
    }
  }

  private expire(order: PayOrder): void {
    const open = order.state === 'NOTPAY' || order.state === 'PAYERROR'
    if (open && this.kernel.clock.nowMs() >= (order.expiresAt ?? order.createdAt + PREPAY_LIFE_MS))
      order.state = 'CLOSED'
  }
}

function isSame(order: PayOrder, input: NewOrder): boolean {
  return (Object.keys(input) as (keyof NewOrder)[]).every((key) => order[key] === input[key])
}

function newPrepayId(): string {
  return `wx${randomBytes(16).toString('hex')}`
}

/** RFC 3339 in seconds with Beijing's offset, as the platform writes times. */
export function beijingTime(milliseconds: number): string {
  return `${new Date(milliseconds + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`
}
