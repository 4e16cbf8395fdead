import type { Kernel } from '../../kernel/kernel'
import type { Person } from '../../people/people'
import { PayKeys } from './keys'
import { PayNotifications, type Notification } from './notifications'
import { PayBills } from './bills'
import { PayOrders, type PayOrder } from './orders'
import { PayRefunds, type PayRefund, type RefundOutcome } from './refunds'

const WECHAT_PAY = { kind: 'official_account', id: 'wechat-pay', name: '微信支付' } as const

/** WeChat Pay of one merchant: what payers do, and what everybody is told of it. */
export class Pay {
  readonly keys: PayKeys
  readonly orders: PayOrders
  readonly refunds: PayRefunds
  readonly bills: PayBills
  readonly notifications: PayNotifications

  /** `paid` hears of every success: a payment opens the official account's window to the payer. */
  constructor(
    private readonly kernel: Kernel,
    private readonly paid: (person: Person) => void,
  ) {
    this.keys = new PayKeys(kernel.store, kernel.accounts.pay)
    this.orders = new PayOrders(kernel)
    this.refunds = new PayRefunds(kernel, this.orders)
    this.bills = new PayBills(kernel, this.orders, this.refunds)
    this.notifications = new PayNotifications(kernel, this.keys)
    kernel.timers.register<{ outRefundNo: string }>('pay-refund-end', async ({ outRefundNo }, at) => {
      const refund = this.refunds.find(outRefundNo)
      const { outcome } = this.refunds
      if (refund?.state === 'PROCESSING' && outcome !== 'wait') await this.endRefund(refund, outcome, at * 1000)
    })
  }

  /**
   * The payer types the password and the bank agrees; resolves after the first notification.
   * @param at unix milliseconds, when it was long ago
   */
  async pay(order: PayOrder, person: Person, at?: number): Promise<Notification> {
    this.orders.move(order, 'SUCCESS')
    if (at !== undefined) order.paidAt = at
    this.paid(person)
    this.receipt(person, order, '支付成功', [{ label: '支付方式', value: '零钱' }])
    return this.notifications.send({
      outTradeNo: order.outTradeNo,
      notifyUrl: order.notifyUrl,
      eventType: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      originalType: 'transaction',
      resource: JSON.stringify(this.orders.describe(order)),
    })
  }

  /** The payer is typing: the order can be neither closed nor paid on another phone. */
  begin(order: PayOrder): void {
    if (order.state !== 'USERPAYING') this.orders.move(order, 'USERPAYING')
  }

  /** The payer closes the sheet; nobody is told. */
  cancel(order: PayOrder): void {
    if (order.state === 'USERPAYING') this.orders.move(order, 'NOTPAY')
  }

  /** The bank refuses; nobody is told. */
  fail(order: PayOrder): void {
    this.begin(order)
    this.orders.move(order, 'PAYERROR')
  }

  /** @param at when the bank was done with it, in milliseconds of sandbox time */
  async endRefund(refund: PayRefund, outcome: RefundOutcome, at = this.kernel.clock.nowMs()): Promise<void> {
    this.refunds.end(refund, outcome, at)
    const order = this.orders.get(refund.outTradeNo)
    const person = this.kernel.people.find(order.personId)
    if (outcome === 'SUCCESS' && person !== undefined)
      this.receipt(person, order, '退款到账', [
        { label: '退款金额', value: yuan(refund.refundFen) },
        { label: '退款原因', value: refund.reason },
        { label: '退回账户', value: '零钱' },
      ])
    if (refund.notifyUrl === undefined) return
    await this.notifications.send({
      outTradeNo: order.outTradeNo,
      notifyUrl: refund.notifyUrl,
      eventType: `REFUND.${outcome}`,
      summary: { SUCCESS: '退款成功', ABNORMAL: '退款异常', CLOSED: '退款关闭' }[outcome],
      originalType: 'refund',
      resource: JSON.stringify(this.refunds.describeNotice(refund)),
    })
  }

  private receipt(person: Person, order: PayOrder, title: string, more: { label: string; value: string }[]): void {
    this.kernel.inbox.deliver(person, {
      kind: 'template',
      from: WECHAT_PAY,
      title,
      fields: [
        { label: '付款金额', value: yuan(order.totalFen) },
        { label: '收款方', value: this.keys.merchant.name },
        { label: '商品', value: order.description },
        ...more,
        { label: '商户单号', value: order.outTradeNo },
      ],
    })
  }
}

function yuan(fen: number): string {
  return `¥${(fen / 100).toFixed(2)}`
}
