import { readOrderLine, readOrderLines } from './order-line.policy'

const NOW = new Date('2026-11-01T00:00:00Z')
const PHONE = `1990000${'0001'}`
const cells = (changes: Record<string, string> = {}): Record<string, string> => ({
  orderNo: 'TM20260301001',
  phone: PHONE,
  sku: 'GY-101',
  productName: '谷雨修护面霜',
  category: '护肤',
  quantity: '2',
  amount: '256.00',
  orderedAt: '2026-03-01 09:30:00',
  channel: '天猫',
  ...changes,
})
const reasonOf = (changes: Record<string, string>): string => {
  const line = readOrderLine({ row: 2, cells: cells(changes) }, NOW)
  return 'reason' in line ? line.reason : 'accepted'
}

describe('readOrderLine', () => {
  it('reads amounts in fen, times as UTC and phones in one spelling', () => {
    expect(readOrderLine({ row: 7, cells: cells() }, NOW)).toEqual({
      row: 7,
      orderNo: 'TM20260301001',
      phone: `+86${PHONE}`,
      buyerName: '',
      sku: 'GY-101',
      productName: '谷雨修护面霜',
      category: '护肤',
      quantity: 2,
      amountFen: 25_600,
      orderedAt: '2026-03-01T01:30:00.000Z',
      channel: '天猫',
    })
  })

  it.each([
    ['缺少手机号', { phone: '' }],
    ['手机号格式有误', { phone: '12345' }],
    ['科学计数', { phone: '1.99E+10' }],
    ['缺少订单号', { orderNo: '' }],
    ['不支持的字符', { orderNo: '=HYPERLINK("x")' }],
    ['不支持的字符', { sku: '=1+1' }],
    ['数量', { quantity: '0' }],
    ['数量', { quantity: '1.5' }],
    ['数量', { quantity: '-3' }],
    ['不是有效的金额', { amount: '=SUM(A1)' }],
    ['不是有效的金额', { amount: '-5.00' }],
    ['不是有效的金额', { amount: '99999999999999' }],
    ['超过一亿元', { amount: '100000000.01' }],
    ['无法识别', { orderedAt: '昨天' }],
    ['无法识别', { orderedAt: '2026-02-30 10:00' }],
    ['晚于现在', { orderedAt: '2027-01-01 00:00:00' }],
    ['早于', { orderedAt: '2001-01-01' }],
  ])('says %s', (reason, changes) => {
    expect(reasonOf(changes)).toContain(reason)
  })

  it('never repeats a phone number in a reason', () => {
    expect(reasonOf({ phone: `${PHONE}9` })).not.toContain(PHONE)
  })

  it('keeps a product name that looks like a formula as the text that it is', () => {
    expect(readOrderLine({ row: 2, cells: cells({ productName: '=谷雨' }) }, NOW)).toMatchObject({
      productName: '=谷雨',
    })
  })
})

describe('readOrderLines', () => {
  it('lets the first of two equal lines count', () => {
    const rows = [2, 3, 4].map((row) => ({ row, cells: cells(row === 4 ? { sku: 'GY-102' } : {}) }))
    const { lines, rejected } = readOrderLines(rows, NOW)
    expect(lines.map(({ row }) => row)).toEqual([2, 4])
    expect(rejected).toEqual([{ row: 3, reason: '与第 2 行的渠道、订单号、商品编码相同' }])
  })
})
