import type { Transaction } from '../../../wechat'
import { expiryOf, isPaid, matches, newOrderNo, paymentLife } from './payment.policy'

const order = { amountFen: 1990, appid: 'wx1' }
const paid: Transaction = {
  appid: 'wx1',
  mchid: '1',
  out_trade_no: 'GY1',
  transaction_id: '4200',
  trade_type: 'JSAPI',
  trade_state: 'SUCCESS',
  success_time: undefined,
  payer: undefined,
  amount: { total: 1990, payer_total: 1500, currency: 'CNY' },
}

describe('payments', () => {
  it('count only for the very amount, currency and appid; what the payer saved by coupons is the platform’s business', () => {
    expect(matches(order, paid)).toBe(true)
    expect(matches(order, { ...paid, amount: { total: 1, payer_total: 1, currency: 'CNY' } })).toBe(false)
    expect(matches(order, { ...paid, amount: { total: 1990, payer_total: 1990, currency: 'USD' } })).toBe(false)
    expect(matches(order, { ...paid, amount: undefined })).toBe(false)
    expect(matches(order, { ...paid, appid: 'wx2' })).toBe(false)
  })

  it('are paid when money came, even if it went back', () => {
    const states = ['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'USERPAYING', 'PAYERROR', 'REVOKED'] as const
    expect(states.filter((state) => isPaid({ ...paid, trade_state: state }))).toEqual(['SUCCESS', 'REFUND'])
  })

  it('cannot be paid twice, nor closed once paid', () => {
    expect(paymentLife.next('paid', 'pay')).toBeUndefined()
    expect(paymentLife.next('paid', 'close')).toBeUndefined()
    expect(paymentLife.next('closed', 'pay')).toBeUndefined()
    expect(paymentLife.next('refunded', 'refund')).toBeUndefined()
  })

  it('have numbers of the platform’s form and end on a whole second', () => {
    const now = new Date('2026-01-01T16:00:00.789Z')
    expect(newOrderNo(now)).toMatch(/^GY20260102000000\d{10}$/)
    expect(expiryOf(now)).toEqual(new Date('2026-01-01T16:15:00Z'))
  })
})
