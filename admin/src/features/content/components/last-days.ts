import { formatDate } from '../../../lib/format'

const DAY_MS = 86_400_000

/** The last `count` Shanghai days as `YYYY-MM-DD`, oldest first, today included. */
export const lastDays = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => formatDate(Date.now() - (count - 1 - index) * DAY_MS))
