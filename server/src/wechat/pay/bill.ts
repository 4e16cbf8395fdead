import { createHash } from 'node:crypto'
import { WechatTransportError } from '../kernel/errors'

/** One row of a day's trade bill: money that came, or money that went back. */
export interface BillLine {
  outTradeNo: string
  /** The refund's number; '' for a payment. */
  outRefundNo: string
}

const COLUMNS = { outTradeNo: '商户订单号', state: '交易状态', outRefundNo: '商户退款单号' } as const

/**
 * Reads a trade bill (columns by name, every value behind a backtick, two lines of sums at the end; unverified).
 * @param expectedSha1 what the signed answer said of the file, which itself is not signed
 * @throws WechatTransportError for another file than was promised, or one without the columns
 */
export function readBill(api: string, file: Buffer, expectedSha1: string): BillLine[] {
  const unreadable = (detail: string): WechatTransportError => new WechatTransportError(api, 'unreadable-reply', detail)
  if (createHash('sha1').update(file).digest('hex') !== expectedSha1.toLowerCase()) throw unreadable('hash differs')
  const [head = '', ...rows] = file
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  const names = head.split(',')
  const place = (name: string): number => {
    const found = names.indexOf(name)
    if (found < 0) throw unreadable(`no column ${name}`)
    return found
  }
  const [outTradeNo, state, outRefundNo] = [place(COLUMNS.outTradeNo), place(COLUMNS.state), place(COLUMNS.outRefundNo)]
  return rows
    .slice(
      0,
      rows.findIndex((row) => !row.startsWith('`')),
    )
    .map((row) => row.slice(1).split(',`'))
    .map((values) => ({
      outTradeNo: values[outTradeNo] ?? '',
      outRefundNo: values[state] === 'REFUND' ? (values[outRefundNo] ?? '') : '',
    }))
}
