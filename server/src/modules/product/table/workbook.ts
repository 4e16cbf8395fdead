import { AppError } from '../../../platform/errors'

/** Unpacked, so much is looked at; a hundred thousand lines of orders take about 20 MB. */
const MAX_UNPACKED_BYTES = 120 * 1024 * 1024
const MAX_PARTS = 2000
const SHEET_PARTS = /\.(xml|rels)$/i

/** Excel 97 to 2003, and workbooks with a password, are compound files. */
const COMPOUND_FILE = 'd0cf11e0'

/** What a file that is no text seems to be. */
export function kindOfBinary(bytes: Buffer): 'workbook' | 'old-workbook' | null {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return 'workbook'
  return bytes.subarray(0, 4).toString('hex') === COMPOUND_FILE ? 'old-workbook' : null
}

/**
 * The cells of the first sheet of an Excel workbook (.xlsx) as text; line n is row n of the sheet, empty rows included.
 * Dates come as `YYYY-MM-DD HH:mm:ss` (`YYYY-MM-DD` at midnight), the way the sheet shows them.
 * @throws FILE_UNREADABLE
 */
export async function readWorkbook(bytes: Buffer): Promise<string[][]> {
  const bounded = await unpacked(bytes)
  // Loaded when somebody uploads a workbook.
  const { readSheet } = await import('read-excel-file/universal')
  try {
    const rows = await readSheet(bounded)
    return rows.map((cells) => cells.map(textOf))
  } catch (cause) {
    throw unreadable('不是完整的 Excel 工作簿', cause)
  }
}

/**
 * The same workbook without compression and without pictures. A small file can be made to unpack to gigabytes: each part
 * is unpacked into as many bytes as the archive says it has, and all together may not be more than the limit.
 */
async function unpacked(bytes: Buffer): Promise<ArrayBuffer> {
  const { unzipSync, zipSync } = await import('fflate')
  let total = 0
  let parts = 0
  try {
    const contents = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!SHEET_PARTS.test(name)) return false
        total += originalSize
        parts += 1
        if (total > MAX_UNPACKED_BYTES || parts > MAX_PARTS) throw unreadable('工作簿太大，请拆成几份或另存为 CSV')
        return true
      },
    })
    const archive = zipSync(contents, { level: 0 })
    return archive.slice().buffer
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable('不是完整的 Excel 工作簿', cause)
  }
}

const unreadable = (reason: string, cause?: unknown): AppError =>
  new AppError('FILE_UNREADABLE', { params: { reason }, cause })

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '')
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''
}
