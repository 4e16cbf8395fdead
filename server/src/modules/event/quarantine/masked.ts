import { scrub } from '../../../platform/logger'

/**
 * What was sent as anybody who may see events may see it: phone numbers are masked wherever they stand, also those that
 * were sent as numbers.
 */
export const masked = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([key, value]) => [scrub(key), maskedValue(value)]))

function maskedValue(value: unknown): unknown {
  if (typeof value === 'string') return scrub(value)
  if (Array.isArray(value)) return value.map(maskedValue)
  if (typeof value === 'object' && value !== null) return masked(value as Record<string, unknown>)
  if (typeof value !== 'number') return value
  const text = scrub(String(value))
  return text === String(value) ? value : text
}
