import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In, IsNull, Not } from 'typeorm'
import { Clock, shanghaiDay } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { instantOf, type BillLine, type PayClient } from '../../../wechat'
import {
  ReconciliationRegistry,
  type Finding,
  type Findings,
  type ListedItem,
  type ListedPage,
  type ReconciliationSource,
} from '../../intake'
import { Merchant } from './merchant'
import { PaymentOrder } from './payment-order.entity'
import { PaymentRefund } from './payment-refund.entity'
import { isPaid } from './payment.policy'

/** How far back: a server that was away for a month misses nothing. The platform keeps three. */
const DAYS = 31
const DAY_MS = 86_400_000
const LINES_PER_PAGE = 5_000
const ASK_RECORD_AT_ONCE = 500

interface Place {
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  day: string
  /** How many lines of its bill are behind us. */
  line: number
}

const REFUND = 'refund/'
const PAYMENT = 'payment/'
const subjectOf = ({ outTradeNo, outRefundNo }: BillLine): string =>
  outRefundNo === '' ? PAYMENT + outTradeNo : `${REFUND}${outTradeNo}/${outRefundNo}`
const nextDay = (day: string): string => shanghaiDay(new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY_MS))

/**
 * Compares the platform's daily bills with our payments and refunds. The bills, because they are the only list of
 * refunds: an order that is asked about says that something went back, but not how much and under which number, so a
 * refund from the merchant's own console beside one of ours would stay unknown. Of each line that the record does not
 * have the platform is asked, and its signed answer is what enters.
 */
@Injectable()
export class BillReconciliation implements OnModuleInit, ReconciliationSource {
  readonly kind = 'pay.orders'
  readonly label = '微信支付账单'
  readonly unit = '笔'
  readonly accountKind = 'pay'

  constructor(
    private readonly sources: ReconciliationRegistry,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly merchant: Merchant,
  ) {}

  onModuleInit(): void {
    this.sources.register(this)
  }

  /** Lines of one day's bill that are about our orders; what else the merchant sells is none of our business. */
  async page(accountId: number, cursor: unknown): Promise<ListedPage> {
    const now = this.clock.now().getTime()
    const { day, line } = (cursor ?? { day: shanghaiDay(new Date(now - DAYS * DAY_MS)), line: 0 }) as Place
    if (day >= shanghaiDay(new Date(now))) return { items: [], next: null }
    const { client } = await this.merchant.client(accountId)
    const bill = (await client.tradeBill(day)) ?? []
    const lines = bill.slice(line, line + LINES_PER_PAGE)
    const ours = await this.oursAmong(accountId, lines)
    const more = line + LINES_PER_PAGE < bill.length
    const next: Place = more ? { day, line: line + LINES_PER_PAGE } : { day: nextDay(day), line: 0 }
    return {
      items: lines.filter(({ outTradeNo }) => ours.has(outTradeNo)).map((one) => ({ subject: subjectOf(one) })),
      next,
    }
  }

  async known(accountId: number, items: ListedItem[]): Promise<ReadonlySet<string>> {
    const subjects = items.map(({ subject }) => subject)
    const orderNos = subjects.filter((one) => one.startsWith(PAYMENT)).map((one) => one.slice(PAYMENT.length))
    const paid = await this.db
      .repo(PaymentOrder)
      .find({ select: { orderNo: true }, where: { accountId, orderNo: In(orderNos), paidAt: Not(IsNull()) } })
    const refundNos = subjects.filter((one) => one.startsWith(REFUND)).map(refundNoOf)
    const ended = await this.db.repo(PaymentRefund).find({
      select: { refundNo: true },
      where: { refundNo: In(refundNos), state: In(['succeeded', 'closed']) },
    })
    const endedNos = new Set(ended.map(({ refundNo }) => refundNo))
    return new Set([
      ...paid.map(({ orderNo }) => PAYMENT + orderNo),
      ...subjects.filter((one) => one.startsWith(REFUND) && endedNos.has(refundNoOf(one))),
    ])
  }

  async missing(accountId: number, items: ListedItem[]): Promise<Findings> {
    const { client } = await this.merchant.client(accountId)
    const messages: Finding[] = []
    for (const { subject } of items) {
      const finding = subject.startsWith(PAYMENT)
        ? await payment(client, subject.slice(PAYMENT.length))
        : await refund(client, refundNoOf(subject))
      if (finding) messages.push(finding)
    }
    return { messages, failed: items.length - messages.length }
  }

  private async oursAmong(accountId: number, lines: readonly BillLine[]): Promise<Set<string>> {
    const orderNos = [...new Set(lines.map(({ outTradeNo }) => outTradeNo))]
    const ours = new Set<string>()
    for (let from = 0; from < orderNos.length; from += ASK_RECORD_AT_ONCE) {
      const orders = await this.db.repo(PaymentOrder).find({
        select: { orderNo: true },
        where: { accountId, orderNo: In(orderNos.slice(from, from + ASK_RECORD_AT_ONCE)) },
      })
      for (const { orderNo } of orders) ours.add(orderNo)
    }
    return ours
  }
}

const refundNoOf = (subject: string): string => subject.slice(subject.indexOf('/', REFUND.length) + 1)

/** @returns null when the platform does not say that it is paid */
async function payment(client: PayClient, orderNo: string): Promise<Finding | null> {
  const transaction = await client.orderByOutTradeNo(orderNo)
  if (!transaction || !isPaid(transaction)) return null
  return {
    kind: 'pay.transaction',
    dedupKey: `query:${orderNo}:${transaction.trade_state}`,
    personKey: `pay:${orderNo}`,
    body: transaction,
    occurredAt: instantOf(transaction.success_time),
  }
}

/** @returns null when the platform knows no such refund */
async function refund(client: PayClient, refundNo: string): Promise<Finding | null> {
  const known = await client.refundByOutRefundNo(refundNo)
  if (!known) return null
  const { status, ...facts } = known
  return {
    kind: 'pay.refund',
    dedupKey: `query:${refundNo}:${status}`,
    personKey: `pay:${known.out_trade_no}`,
    body: { ...facts, mchid: client.mchid, refund_status: status },
    occurredAt: instantOf(known.success_time),
  }
}
