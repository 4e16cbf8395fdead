import { stringify } from 'csv-stringify'
import type { FastifyReply } from 'fastify'

export type CsvCell = string | number | null

export interface CsvColumn<T> {
  header: string
  value: (row: T) => CsvCell
}

/** A cell that a spreadsheet would run as a formula is shown as text instead (OWASP, CSV injection). */
export const inertCell = (cell: CsvCell): CsvCell =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell

/**
 * Answers with a CSV file, row by row as `rows` yields them: UTF-8 with a byte order mark, so that Excel reads Chinese.
 * @param filename without extension; may be Chinese
 */
export async function sendCsv<T>(
  reply: FastifyReply,
  filename: string,
  columns: CsvColumn<T>[],
  rows: AsyncIterable<T> | Iterable<T>,
): Promise<void> {
  const output = stringify({ bom: true, header: true, columns: columns.map(({ header }) => header) })
  void reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${filename}.csv`)}`)
    .header('cache-control', 'no-store')
    .send(output)
  try {
    for await (const row of rows) {
      const cells = columns.map(({ value }) => inertCell(value(row)))
      if (!output.write(cells)) await new Promise((resolve) => output.once('drain', resolve))
    }
    output.end()
  } catch (error) {
    output.destroy(error instanceof Error ? error : new Error('export failed'))
  }
}
