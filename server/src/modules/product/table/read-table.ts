import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import { decode } from 'iconv-lite'
import { AppError } from '../../../platform/errors'
import { kindOfBinary, readWorkbook } from './workbook'

/** One line of a file under the heading. */
export interface TableRow {
  /** Line number as a spreadsheet counts, the heading being line 1. */
  row: number
  /** Trimmed cells by column key; a column that the file lacks is ''. */
  cells: Record<string, string>
}

/** Which headings a file may use, per column key; the first one is the name shown to people. */
export type Columns = Record<string, { headings: readonly string[]; required: boolean }>

export interface Table {
  encoding: 'UTF-8' | 'GBK' | 'Excel'
  rows: TableRow[]
}

/** Text that a spreadsheet exported: UTF-8 when the bytes are valid UTF-8 (with or without a mark), else GBK (GB 18030). */
export function decodeText(bytes: Buffer): { text: string; encoding: 'UTF-8' | 'GBK' } {
  return isUtf8(bytes)
    ? { text: bytes.toString('utf8').replace(/^\uFEFF/, ''), encoding: 'UTF-8' }
    : { text: decode(bytes, 'gb18030'), encoding: 'GBK' }
}

/** A heading as it is compared: without spaces, in half-width brackets. */
const plain = (heading: string): string =>
  heading
    .replace(/[\s\u3000]/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .toLowerCase()

/** Spreadsheets write `="0012"` or a leading apostrophe to keep a number as text. */
const cellText = (cell: string): string =>
  cell
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=[\d+=@-])/, '')
    .trim()

/**
 * Reads a table with a heading: CSV (comma, semicolon or tab; UTF-8 or GBK), or the first sheet of an Excel workbook.
 * @throws FILE_UNREADABLE, TABLE_EMPTY, TABLE_TOO_LONG, TABLE_COLUMNS_MISSING
 */
export async function readTable(bytes: Buffer, columns: Columns, limit: number): Promise<Table> {
  const kind = kindOfBinary(bytes)
  if (kind === 'old-workbook')
    throw new AppError('FILE_UNREADABLE', {
      params: { reason: '这是旧版 Excel（.xls）或带密码的工作簿，请另存为不带密码的 .xlsx 或 CSV' },
    })
  const { encoding, lines: all } = kind === 'workbook' ? await workbookLines(bytes) : csvLines(bytes)
  const [heading, ...lines] = all
  if (!heading || lines.length === 0) throw new AppError('TABLE_EMPTY')
  if (lines.length > limit) throw new AppError('TABLE_TOO_LONG', { params: { limit } })
  const places = placesOf(heading.record, columns)
  const rows = lines.map(({ record, info }) => ({
    row: info.lines,
    cells: Object.fromEntries(places.map(([key, place]) => [key, cellText(record[place] ?? '')])),
  }))
  return { encoding, rows }
}

interface Lines {
  encoding: Table['encoding']
  /** Without empty ones. */
  lines: CsvRecord[]
}

async function workbookLines(bytes: Buffer): Promise<Lines> {
  const rows = await readWorkbook(bytes)
  const lines = rows.map((record, index) => ({ record, info: { lines: index + 1 } }))
  return { encoding: 'Excel', lines: lines.filter(({ record }) => record.some((cell) => cell.trim() !== '')) }
}

function csvLines(bytes: Buffer): Lines {
  const { text, encoding } = decodeText(bytes)
  if (text.includes('\0')) throw new AppError('FILE_UNREADABLE', { params: { reason: '不是文本文件' } })
  return { encoding, lines: records(text) }
}

interface CsvRecord {
  record: string[]
  info: { lines: number }
}

function records(text: string): CsvRecord[] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', '\t', ';'].reduce((best, sign) =>
    firstLine.split(sign).length > firstLine.split(best).length ? sign : best,
  )
  try {
    // With `info` each record comes with its line number, which the library's types leave open.
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as CsvRecord[]
  } catch (cause) {
    throw new AppError('FILE_UNREADABLE', { params: { reason: '引号或分隔符不成对' }, cause })
  }
}

function placesOf(heading: readonly string[], columns: Columns): [string, number][] {
  const given = heading.map(plain)
  const places = Object.entries(columns).map(([key, { headings }]): [string, number] => [
    key,
    given.findIndex((name) => headings.map(plain).includes(name)),
  ])
  const missing = places
    .filter(([key, place]) => place < 0 && columns[key]?.required)
    .map(([key]) => columns[key]?.headings[0] ?? key)
  if (missing.length > 0) throw new AppError('TABLE_COLUMNS_MISSING', { params: { columns: missing.join('、') } })
  return places
}

/**
 * Yuan as people write it (`1,299.00`, `¥ 59.9`, `60元`) in fen, exactly: digits are moved, never multiplied.
 * @returns null for anything else, also below zero, with fractions of a fen, or above ten billion yuan
 */
export function fenOfYuan(text: string): number | null {
  const [, whole, fraction = ''] = /^[¥￥]?\s*(\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.(\d{1,2})0*)?\s*元?$/.exec(text) ?? []
  return whole === undefined ? null : Number(whole.replace(/,/g, '')) * 100 + Number(fraction.padEnd(2, '0'))
}
