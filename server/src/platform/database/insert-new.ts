/** A way to the record: the running transaction's, or one of its own. */
interface TheRecord {
  query<T>(sql: string, params: unknown[]): Promise<T>
}

interface InsertHeader {
  insertId: number | string
  /** `Records: 2  Duplicates: 1  Warnings: 0`; empty for a single row. */
  info: string
}

/** What the server says of a statement with several rows. mysql2 counts a duplicate as an affected row, this does not. */
const NO_DUPLICATES = /Duplicates: 0\b/
const DUPLICATE = 1062

/** Whether the record refused a row because one with the same unique key is there. */
export const isDuplicate = (error: unknown): boolean => (error as { errno?: unknown } | null)?.errno === DUPLICATE

/**
 * Inserts rows, of which those stay as they are that are there already by a unique key.
 * @param into the table and its columns: `event (id, name)`
 * @param rows their values, in that order; at least one
 * @param unchanged an assignment that changes nothing: `id = id`
 * @returns whether every row was new; and the number that the table gave a single new row
 */
export async function insertNew(
  record: TheRecord,
  into: string,
  rows: readonly (readonly unknown[])[],
  unchanged: string,
): Promise<{ allNew: boolean; insertId: number }> {
  const values = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')
  const insert = `INSERT INTO ${into} VALUES ${values}`
  if (rows.length > 1) {
    const { info } = await record.query<InsertHeader>(`${insert} ON DUPLICATE KEY UPDATE ${unchanged}`, rows.flat())
    return { allNew: NO_DUPLICATES.test(info), insertId: 0 }
  }
  try {
    const { insertId } = await record.query<InsertHeader>(insert, rows.flat())
    return { allNew: true, insertId: Number(insertId) }
  } catch (error) {
    // The server says nothing of the kind about a single row, so it is asked to refuse it. Only the statement is undone.
    if (!isDuplicate(error)) throw error
    return { allNew: false, insertId: 0 }
  }
}
