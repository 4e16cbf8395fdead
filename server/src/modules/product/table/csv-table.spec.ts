import { encode } from 'iconv-lite'
import { fenOfYuan, readCsvTable, type Columns } from './csv-table'

const COLUMNS: Columns = {
  no: { headings: ['订单号', '订单编号'], required: true },
  amount: { headings: ['实付金额', '实付金额(元)'], required: true },
  note: { headings: ['备注'], required: false },
}

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'none'
}

describe('readCsvTable', () => {
  const text = '订单编号,实付金额（元）\r\nA1,12.50\r\n\r\n="007","1,299.00"\r\n'

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\uFEFF${text}`)],
    ['GBK', encode(text, 'gbk')],
  ])('reads %s', (encoding, bytes) => {
    expect(readCsvTable(bytes, COLUMNS, 10)).toEqual({
      encoding,
      rows: [
        { row: 2, cells: { no: 'A1', amount: '12.50', note: '' } },
        { row: 4, cells: { no: '007', amount: '1,299.00', note: '' } },
      ],
    })
  })

  it('reads what Excel calls Unicode text, with tabs', () => {
    expect(readCsvTable(Buffer.from('订单号\t实付金额\t备注\nA\t1\t多 喝，水\n'), COLUMNS, 10).rows[0]?.cells).toEqual({
      no: 'A',
      amount: '1',
      note: '多 喝，水',
    })
  })

  it.each([
    ['TABLE_EMPTY', ''],
    ['TABLE_EMPTY', '订单号,实付金额\n'],
    ['TABLE_COLUMNS_MISSING', '订单号,金额\nA,1\n'],
    ['TABLE_TOO_LONG', '订单号,实付金额\nA,1\nB,2\nC,3\n'],
    ['FILE_UNREADABLE', 'PK\u0003\u0004'],
    ['FILE_UNREADABLE', '订单号,实付金额\nA\0,1\n'],
  ])('refuses with %s', (code, file) => {
    expect(codeOf(() => readCsvTable(Buffer.from(file), COLUMNS, 2))).toBe(code)
  })
})

describe('fenOfYuan', () => {
  it.each([
    ['0', 0],
    ['12', 1200],
    ['12.5', 1250],
    ['12.05', 1205],
    ['1,299.00', 129_900],
    ['¥59.9', 5990],
    ['60元', 6000],
    ['19.990', 1999],
    ['0.29', 29],
    ['1128.30', 112_830],
  ])('reads %s exactly', (text, fen) => {
    expect(fenOfYuan(text)).toBe(fen)
  })

  it.each(['', '-1', '1.234', '1e5', '12,34', '十元', '=1+1', '99999999999', 'NaN', '0x10', '1.'])(
    'refuses %p',
    (text) => {
      expect(fenOfYuan(text)).toBeNull()
    },
  )
})
