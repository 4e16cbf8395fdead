import { createHash } from 'node:crypto'
import { shanghaiDate } from '../../kernel/clock'
import { randomHex } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import { PAY_HOST } from './host'
import { beijingTime, type PayOrder, type PayOrders } from './orders'
import { PayError } from './pay-error'
import { PayFile } from './pay-file'
import type { PayRefund, PayRefunds } from './refunds'

const TRADE_HEAD =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const TRADE_SUM = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
const FLOW_HEAD =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'
const FLOW_SUM = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额'
/** A bill is ready from this hour of the next day on; its download address lives for a minute (both unverified). */
const READY_HOUR = 10
const ADDRESS_SECONDS = 60
const TYPES = ['ALL', 'SUCCESS', 'REFUND'] as const

type BillKind = 'tradebill' | 'fundflowbill'

interface Ticket {
  kind: BillKind
  day: string
  type: string
  until: number
}

type Entry = { at: number; order: PayOrder; refund?: PayRefund }

/**
 * Bills of a day of Asia/Shanghai, as text with a line of sums (protocol reference §4.3). Columns and words are not
 * verified; the merchant pays no fee here.
 */
export class PayBills {
  private readonly tickets

  constructor(
    private readonly kernel: Kernel,
    private readonly orders: PayOrders,
    private readonly refunds: PayRefunds,
  ) {
    this.tickets = kernel.store.map<Ticket>('pay bills')
    kernel.housekeeping.rule(this.tickets, ({ until }, now) => now > until)
  }

  /** Where the bill can be fetched, and what it must hash to. */
  apply(kind: BillKind, query: URLSearchParams): Record<string, unknown> {
    const day = query.get('bill_date') ?? ''
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
      throw wrongQuery('bill_date', day, '格式应为 yyyy-MM-DD')
    const type = query.get('bill_type') ?? 'ALL'
    if (!TYPES.some((known) => known === type)) throw wrongQuery('bill_type', type, `应为 ${TYPES.join('、')}`)
    const tar = query.get('tar_type')
    if (tar !== null) throw wrongQuery('tar_type', tar, '沙箱只给不压缩的账单')
    this.requireReady(day)
    const token = randomHex(32)
    const ticket = { kind, day, type, until: this.kernel.clock.nowSeconds() + ADDRESS_SECONDS }
    const content = this.write(ticket)
    this.tickets.set(token, ticket)
    return {
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update(content).digest('hex'),
      download_url: `${this.kernel.publicUrl()}/${PAY_HOST}/v3/billdownload/file?token=${token}`,
    }
  }

  download(token: string): PayFile {
    const ticket = this.tickets.get(token)
    if (ticket === undefined || ticket.until <= this.kernel.clock.nowSeconds())
      throw new PayError(400, 'INVALID_REQUEST', '下载地址无效或已过期')
    return new PayFile('text/plain; charset=utf-8', this.write(ticket))
  }

  /** @throws when that day is not over, or its bill still being made, or nothing happened on it */
  private requireReady(day: string): void {
    const now = this.kernel.clock.nowMs()
    const today = shanghaiDate(now)
    if (day >= today.day) throw new PayError(400, 'INVALID_REQUEST', '账单日期不能晚于昨天')
    const yesterday = shanghaiDate(now - 86_400_000).day
    if (day === yesterday && Number(today.hour.slice(11)) < READY_HOUR)
      throw new PayError(400, 'STATEMENT_CREATING', '账单生成中，请在 10 点后下载')
    if (this.entries(day).length === 0) throw new PayError(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
  }

  private entries(day: string): Entry[] {
    const isThatDay = (at: number): boolean => shanghaiDate(at).day === day
    return this.orders
      .all()
      .flatMap((order): Entry[] => [
        ...(order.paidAt === undefined ? [] : [{ at: order.paidAt, order }]),
        ...this.refunds.of(order).flatMap((refund) => refundEntry(order, refund)),
      ])
      .filter(({ at }) => isThatDay(at))
      .sort((a, b) => a.at - b.at)
  }

  private write({ kind, day, type }: Ticket): string {
    const entries = this.entries(day)
    if (kind === 'fundflowbill') return flowBill(entries)
    return tradeBill(entries.filter(({ refund }) => type === 'ALL' || (type === 'REFUND') === (refund !== undefined)))
  }
}

function refundEntry(order: PayOrder, refund: PayRefund): Entry[] {
  return refund.state === 'SUCCESS' ? [{ at: refund.endedAt ?? refund.createdAt, order, refund }] : []
}

function tradeBill(entries: Entry[]): string {
  const rows = entries.map(({ at, order, refund }) => {
    const [paid, back] = refund === undefined ? [order.totalFen, 0] : [0, refund.refundFen]
    return line([
      billTime(at),
      order.appid,
      order.mchid,
      '0',
      '',
      order.transactionId ?? '',
      order.outTradeNo,
      order.openid,
      'JSAPI',
      refund === undefined ? 'SUCCESS' : 'REFUND',
      'OTHERS',
      'CNY',
      yuan(paid),
      '0.00',
      refund?.refundId ?? '0',
      refund?.outRefundNo ?? '0',
      yuan(back),
      '0.00',
      refund === undefined ? '' : 'ORIGINAL',
      refund === undefined ? '' : 'SUCCESS',
      order.description,
      order.attach ?? '',
      '0.00000',
      '0.00%',
      yuan(paid),
      yuan(back),
      '',
    ])
  })
  const paid = sum(entries.filter(({ refund }) => refund === undefined))
  const back = sum(entries.filter(({ refund }) => refund !== undefined))
  const sums = [String(entries.length), yuan(paid), yuan(back), '0.00', '0.00000', yuan(paid), yuan(back)]
  return [TRADE_HEAD, ...rows, TRADE_SUM, line(sums)].join('\r\n')
}

function flowBill(entries: Entry[]): string {
  let balance = 0
  const rows = entries.map((entry) => {
    const { at, order, refund } = entry
    const fen = fenOf(entry)
    balance += refund === undefined ? fen : -fen
    const number = refund?.refundId ?? order.transactionId ?? ''
    return line([
      billTime(at),
      number,
      `1${number}`,
      refund === undefined ? '交易' : '退款',
      refund === undefined ? '交易' : '退款',
      refund === undefined ? '收入' : '支出',
      yuan(fen),
      yuan(balance),
      'system',
      refund?.reason ?? '',
      refund?.outRefundNo ?? order.outTradeNo,
    ])
  })
  const income = entries.filter(({ refund }) => refund === undefined)
  const spent = entries.filter(({ refund }) => refund !== undefined)
  const sums = [entries.length, income.length, yuan(sum(income)), spent.length, yuan(sum(spent))].map(String)
  return [FLOW_HEAD, ...rows, FLOW_SUM, line(sums)].join('\r\n')
}

function fenOf({ order, refund }: Entry): number {
  return refund?.refundFen ?? order.totalFen
}

function sum(entries: Entry[]): number {
  return entries.reduce((total, entry) => total + fenOf(entry), 0)
}

/** Every value stands behind a backquote, so that tables take none for a number; commas inside are lost. */
function line(values: string[]): string {
  return values.map((value) => `\`${value.replace(/[,\r\n]/g, ' ')}`).join(',')
}

function billTime(milliseconds: number): string {
  return beijingTime(milliseconds).slice(0, 19).replace('T', ' ')
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2)
}

function wrongQuery(field: string, value: string, issue: string): PayError {
  return new PayError(400, 'PARAM_ERROR', '参数错误', { field: `/${field}`, value, issue, location: 'query' })
}
