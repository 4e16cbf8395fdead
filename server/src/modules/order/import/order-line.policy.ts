import { readInstant } from '../../../platform/clock'
import { normalizePhone } from '../../privacy'
import { fenOfYuan, SKU, type Columns, type TableRow } from '../../product'

/** One good line of an order file. */
export interface OrderLine {
  row: number
  channel: string
  orderNo: string
  /** E.164. */
  phone: string
  /** '' when the file does not say. */
  buyerName: string
  sku: string
  productName: string
  category: string
  quantity: number
  amountFen: number
  /** ISO instant in UTC. */
  orderedAt: string
}

export interface RejectedLine {
  row: number
  reason: string
}

export const ORDER_COLUMNS: Columns = {
  orderNo: { headings: ['订单号', '订单编号', '订单ID'], required: true },
  phone: { headings: ['手机号', '手机号码', '收货人手机', '联系电话'], required: true },
  sku: { headings: ['商品编码', '商家编码', 'SKU'], required: true },
  productName: { headings: ['商品名称', '商品标题', '宝贝标题'], required: true },
  category: { headings: ['品类', '类目', '商品类目'], required: false },
  quantity: { headings: ['数量', '件数', '购买数量'], required: true },
  amount: { headings: ['实付金额', '实付金额(元)', '实付', '买家实付'], required: true },
  orderedAt: { headings: ['下单时间', '付款时间', '订单创建时间'], required: true },
  channel: { headings: ['渠道', '店铺', '来源'], required: false },
  buyerName: { headings: ['收货人', '收货人姓名', '买家姓名'], required: false },
}

/** Under the column's name as people see it, in the order of the template. */
export const ORDER_HEADINGS = Object.entries(ORDER_COLUMNS).map(([key, { headings }]) => ({
  key,
  heading: headings[0] ?? key,
}))

const MAX_AMOUNT_FEN = 10_000_000_000
const MAX_QUANTITY = 99_999
const DEFAULT_CHANNEL = '线下导入'
const EARLIEST = Date.UTC(2012, 7, 1)
/** Clocks of shops differ a little from ours. */
const FUTURE_TOLERANCE_MS = 10 * 60_000

/** Reads one line; the first thing that is wrong with it is its reason. Reasons never repeat a phone number. */
export function readOrderLine({ row, cells }: TableRow, now: Date): OrderLine | RejectedLine {
  const {
    orderNo = '',
    phone = '',
    sku = '',
    productName = '',
    category = '',
    quantity = '',
    amount = '',
    orderedAt = '',
    channel = '',
    buyerName = '',
  } = cells
  if (orderNo === '') return { row, reason: '缺少订单号' }
  if (!/^[\w.\-#]{1,64}$/.test(orderNo)) return { row, reason: '订单号含有不支持的字符，或超过 64 位' }
  if (phone === '') return { row, reason: '缺少手机号' }
  const normalized = normalizePhone(phone)
  if (normalized === null)
    return { row, reason: /e\+/i.test(phone) ? '手机号被表格软件改成了科学计数，请把该列设为文本' : '手机号格式有误' }
  if (!SKU.test(sku)) return { row, reason: sku === '' ? '缺少商品编码' : '商品编码含有不支持的字符' }
  if (productName === '' || productName.length > 120) return { row, reason: '商品名称为空或超过 120 字' }
  if (category.length > 40 || channel.length > 40) return { row, reason: '品类或渠道超过 40 字' }
  if (buyerName.length > 40) return { row, reason: '收货人超过 40 字' }
  if (!/^\d{1,5}(\.0+)?$/.test(quantity) || Number(quantity) < 1 || Number(quantity) > MAX_QUANTITY)
    return { row, reason: '数量应为 1 到 99999 的整数' }
  const amountFen = fenOfYuan(amount)
  if (amountFen === null) return { row, reason: '实付金额不是有效的金额' }
  if (amountFen > MAX_AMOUNT_FEN) return { row, reason: '实付金额超过一亿元，请核对' }
  const at = readInstant(orderedAt)
  if (!at) return { row, reason: '下单时间无法识别，应如 2026-03-01 09:30:00' }
  const time = at.getTime()
  if (time < EARLIEST || time > now.getTime() + FUTURE_TOLERANCE_MS)
    return { row, reason: '下单时间早于 2012 年 8 月或晚于现在' }
  return {
    row,
    orderNo,
    phone: normalized,
    buyerName,
    sku,
    productName,
    category,
    quantity: Number(quantity),
    amountFen,
    orderedAt: at.toISOString(),
    channel: channel || DEFAULT_CHANNEL,
  }
}

/** What makes a line the same line in another file. */
export const lineKey = ({ channel, orderNo, sku }: Pick<OrderLine, 'channel' | 'orderNo' | 'sku'>): string =>
  JSON.stringify([channel, orderNo, sku])

/** Reads all lines; of two that are the same, the first counts. */
export function readOrderLines(rows: readonly TableRow[], now: Date): { lines: OrderLine[]; rejected: RejectedLine[] } {
  const seen = new Map<string, number>()
  const lines: OrderLine[] = []
  const rejected: RejectedLine[] = []
  for (const row of rows) {
    const line = readOrderLine(row, now)
    if ('reason' in line) {
      rejected.push(line)
      continue
    }
    const first = seen.get(lineKey(line))
    if (first !== undefined) rejected.push({ row: line.row, reason: `与第 ${first} 行的渠道、订单号、商品编码相同` })
    else {
      seen.set(lineKey(line), line.row)
      lines.push(line)
    }
  }
  return { lines, rejected }
}
