import { stringify } from 'csv-stringify'
import type { FastifyReply } from 'fastify'

export interface CsvColumn<T> {
  header: string
  value: (row: T) => string | number | null
}

/** A cell that a spreadsheet would run as a formula is shown as text instead (OWASP, CSV injection). */
const inert = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

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
      const cells = columns.map(({ value }) => {
        const cell = value(row)
        return typeof cell === 'string' ? inert(cell) : cell
      })
      if (!output.write(cells)) await new Promise((resolve) => output.once('drain', resolve))
    }
    output.end()
  } catch (error) {
    output.destroy(error instanceof Error ? error : new Error('export failed'))
  }
}
