/** Fen as yuan without needless zeros: 1990 → «19.9», 2000 → «20». */
export function yuan(fen: number): string {
  return (fen / 100).toFixed(2).replace(/\.?0+$/, '')
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** A UTC instant as the calendar day in Shanghai, «2026.04.20». China keeps no summer time, so the offset is constant. */
export function shanghaiDay(iso: string): string {
  const local = new Date(new Date(iso).getTime() + SHANGHAI_OFFSET_MS)
  return local.toISOString().slice(0, 10).replace(/-/g, '.')
}

/** A UTC instant as day and time in Shanghai, «2026.04.20 09:30». */
export function shanghaiTime(iso: string): string {
  const local = new Date(new Date(iso).getTime() + SHANGHAI_OFFSET_MS).toISOString()
  return `${local.slice(0, 10).replace(/-/g, '.')} ${local.slice(11, 16)}`
}

/** Today in Shanghai as YYYY-MM-DD, for date fields. */
export function shanghaiToday(now: Date): string {
  return new Date(now.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** Whole days left until an instant, 0 when it has passed. */
export function daysLeft(iso: string, now: Date): number {
  return Math.max(0, Math.ceil((new Date(iso).getTime() - now.getTime()) / 86_400_000))
}
