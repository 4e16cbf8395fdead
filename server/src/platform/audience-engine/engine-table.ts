/**
 * A table of the audience engine. A module declares it next to what feeds it; the server creates it at start-up.
 * `columns` and `order` are ClickHouse DDL fragments; `replaceBy` is the column by which rows are replaced when the
 * record changes (the customer's id, the event's id …).
 */
export interface EngineTable {
  name: string
  columns: string
  order: string
  partition?: string
  replaceBy: string
}

/**
 * Patch parts need both columns; they make a DELETE of a few rows cost milliseconds instead of a rewrite of the part.
 * An insert is answered once it is on disk: the feed forgets a change as soon as the engine has it.
 */
const SETTINGS = 'enable_block_number_column = 1, enable_block_offset_column = 1, fsync_after_insert = 1'

/** @returns the CREATE statement; `fingerprint` is kept as the table's comment, to notice a changed declaration */
export function createTableSql(table: EngineTable, name: string, fingerprint: string): string {
  const partition = table.partition ? ` PARTITION BY ${table.partition}` : ''
  return `CREATE TABLE IF NOT EXISTS ${name} (${table.columns}) ENGINE = MergeTree${partition} ORDER BY (${table.order}) SETTINGS ${SETTINGS} COMMENT '${fingerprint}'`
}
