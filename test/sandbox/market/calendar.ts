const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000

/** Start (UTC milliseconds) of the Shanghai day that lies `daysAgo` before the day of `now`. */
export function dayStart(now: Date, daysAgo: number): number {
  const today = Math.floor((now.getTime() + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS
  return today - daysAgo * DAY_MS
}

/** Month 1–12 and day of month in Shanghai. */
export function monthAndDay(milliseconds: number): { month: number; day: number } {
  const local = new Date(milliseconds + SHANGHAI_MS)
  return { month: local.getUTCMonth() + 1, day: local.getUTCDate() }
}

/** `2026-11-11 20:03:11` in Shanghai, as shops write order times. */
export function shanghaiText(milliseconds: number): string {
  return new Date(milliseconds + SHANGHAI_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** How much more is bought on that day than on a plain one: 618, 双11, 女王节, 年货节, 双12. */
export function seasonWeight(milliseconds: number): number {
  const { month, day } = monthAndDay(milliseconds)
  if (month === 6 && day <= 20) return day >= 16 ? 9 : 3
  if ((month === 10 && day >= 21) || (month === 11 && day <= 12)) return month === 11 && day >= 10 ? 14 : 4
  if (month === 12 && day >= 10 && day <= 12) return 4
  if (month === 3 && day <= 8) return 3
  if (month === 1 && day >= 10 && day <= 25) return 2.5
  return 1
}
