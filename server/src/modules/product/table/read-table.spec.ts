import { strToU8, zipSync } from 'fflate'
import { encode } from 'iconv-lite'
import { fenOfYuan, readTable, type Columns } from './read-table'

const COLUMNS: Columns = {
  no: { headings: ['订单号', '订单编号'], required: true },
  amount: { headings: ['实付金额', '实付金额(元)'], required: true },
  note: { headings: ['备注'], required: false },
}

const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'none'
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** An Excel workbook with one sheet; style 1 shows a number as date and time. */
function workbook(rows: string, more: Record<string, Uint8Array> = {}): Buffer {
  const link = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const links = (inner: string): string => `<Relationships xmlns="${PACKAGE}">${inner}</Relationships>`
  const parts = {
    '_rels/.rels': links(link('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/_rels/workbook.xml.rels': links(
      link('rId1', 'worksheet', 'worksheets/sheet1.xml') + link('rId2', 'styles', 'styles.xml'),
    ),
    'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="订单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/styles.xml': `<styleSheet xmlns="${SHEET}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${SHEET}"><sheetData>${rows}</sheetData></worksheet>`,
  }
  const texts = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const)
  return Buffer.from(zipSync({ ...Object.fromEntries(texts), ...more }))
}

describe('readTable', () => {
  const text = '订单编号,实付金额（元）\r\nA1,12.50\r\n\r\n="007","1,299.00"\r\n'

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\uFEFF${text}`)],
    ['GBK', encode(text, 'gbk')],
  ])('reads %s', async (encoding, bytes) => {
    expect(await readTable(bytes, COLUMNS, 10)).toEqual({
      encoding,
      rows: [
        { row: 2, cells: { no: 'A1', amount: '12.50', note: '' } },
        { row: 4, cells: { no: '007', amount: '1,299.00', note: '' } },
      ],
    })
  })

  it('reads what Excel calls Unicode text, with tabs', async () => {
    const table = await readTable(Buffer.from('订单号\t实付金额\t备注\nA\t1\t多 喝，水\n'), COLUMNS, 10)
    expect(table.rows[0]?.cells).toEqual({
      no: 'A',
      amount: '1',
      note: '多 喝，水',
    })
  })

  it('reads the first sheet of a workbook: long numbers, money and dates as they are shown', async () => {
    const text = (place: string, value: string): string => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
    const bytes = workbook(
      `<row r="1">${text('A1', '订单号')}${text('B1', '实付金额')}${text('C1', '备注')}</row>
       <row r="3"><c r="A3"><v>13800000000</v></c><c r="B3"><v>12.300000000000001</v></c><c r="C3" s="1"><v>45981.520833333336</v></c></row>
       <row r="4">${text('A4', ' =1+1 ')}<c r="B4"><v>0.29</v></c><c r="C4" s="1"><v>45981</v></c></row>`,
    )
    expect(await readTable(bytes, COLUMNS, 10)).toEqual({
      encoding: 'Excel',
      rows: [
        { row: 3, cells: { no: '13800000000', amount: '12.3', note: '2025-11-20 12:30:00' } },
        { row: 4, cells: { no: '=1+1', amount: '0.29', note: '2025-11-20' } },
      ],
    })
  })

  it.each([
    ['TABLE_EMPTY', ''],
    ['TABLE_EMPTY', '订单号,实付金额\n'],
    ['TABLE_COLUMNS_MISSING', '订单号,金额\nA,1\n'],
    ['TABLE_TOO_LONG', '订单号,实付金额\nA,1\nB,2\nC,3\n'],
    ['FILE_UNREADABLE', 'PK\u0003\u0004'],
    ['TABLE_EMPTY', workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>订单号</t></is></c></row>')],
    ['FILE_UNREADABLE', workbook('', { 'xl/media/none.xml': new Uint8Array(121 * 1024 * 1024) })],
    ['FILE_UNREADABLE', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['FILE_UNREADABLE', '订单号,实付金额\nA\0,1\n'],
  ])('refuses with %s', async (code, file) => {
    expect(await codeOf(() => readTable(Buffer.from(file), COLUMNS, 2))).toBe(code)
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
