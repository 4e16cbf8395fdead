export interface MonthPartition {
  /** `p_2026_11` */
  name: string
  /** First day that it does not hold any more, `YYYY-MM-DD`. */
  before: string
}

const MONTHS_AHEAD = 6

const firstOfMonth = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)

/**
 * The partitions that are missing so that events of the next half year have a place.
 * @param ends where the present ones end, ascending (`YYYY-MM-DD`); none when the table is not partitioned
 */
export function missingPartitions(ends: readonly string[], now: Date): MonthPartition[] {
  const last = ends.at(-1)
  if (last === undefined) return []
  const missing: MonthPartition[] = []
  const target = firstOfMonth(now.getUTCFullYear(), now.getUTCMonth() + MONTHS_AHEAD + 1)
  for (let from = last; from < target;) {
    const date = new Date(`${from}T00:00:00Z`)
    const before = firstOfMonth(date.getUTCFullYear(), date.getUTCMonth() + 1)
    missing.push({ name: `p_${from.slice(0, 7).replace('-', '_')}`, before })
    from = before
  }
  return missing
}
