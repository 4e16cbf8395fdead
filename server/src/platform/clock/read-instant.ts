const SHAPE =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const SHANGHAI_MS = 8 * HOUR_MS

/**
 * Reads a time as people and programs write it: ISO 8601, or a shop's `2026-03-01 09:30:00`, `2026/3/1 9:30`,
 * `2026年3月1日`. One that names no zone is meant in Asia/Shanghai, wherever this server stands; a day alone is its first
 * instant there.
 * @returns null for anything else, and for days and hours that no calendar or clock has
 */
export function readInstant(text: string): Date | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] =
    SHAPE.exec(text.trim()) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const local = new Date(0)
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  local.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds)
  const exists =
    local.getUTCMonth() === Number(month) - 1 &&
    local.getUTCDate() === Number(day) &&
    local.getUTCHours() === Number(hour) &&
    local.getUTCMinutes() === Number(minute) &&
    local.getUTCSeconds() === Number(second)
  return exists ? new Date(local.getTime() - offsetOf(zone)) : null
}

/** As `readInstant`, for a text that has been checked already. @throws when it had not: a mistake of ours */
export function checkedInstant(text: string): Date {
  const at = readInstant(text)
  if (at === null) throw new Error('a time that nobody checked')
  return at
}

/** Milliseconds east of Greenwich. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return SHANGHAI_MS
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS)
}
