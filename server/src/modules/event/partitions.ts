/**
 * Where the monthly partitions of the event table end, ascending: the first day that each does not hold any more
 * (`YYYY-MM-DD`); none when the table is not partitioned.
 * @param query runs a statement on the record
 */
export async function partitionEnds(query: (sql: string) => Promise<{ bound: string }[]>): Promise<string[]> {
  const rows = await query(
    `SELECT PARTITION_DESCRIPTION AS bound FROM information_schema.PARTITIONS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'event' AND PARTITION_NAME IS NOT NULL`,
  )
  return rows.map(({ bound }) => bound.replace(/^'|'$/g, '').slice(0, 10)).sort()
}
