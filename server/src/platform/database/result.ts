/** What mysql2 answers to a write. */
export interface UpdateResultHeader {
  affectedRows: number
  changedRows?: number
  insertId: number
}
