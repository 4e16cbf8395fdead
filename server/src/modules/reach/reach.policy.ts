import { createHash } from 'node:crypto'
import { DAY_MS } from '../../platform/clock'

/** The brand's own limits for marketing, beside the platforms'. */
export const REACH_LIMITS = {
  /** Marketing messages one person may receive over all channels within `perDays`. */
  perPerson: 4,
  perDays: 7,
  /** No marketing between these hours, Asia/Shanghai. */
  quietFromHour: 22,
  quietToHour: 8,
} as const

const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const BASIS_POINTS = 10_000

/**
 * The arm of one person: a hash of the campaign's seed and the person decides, so that drawing again after a crash gives
 * the same answer and nobody can choose who lands where.
 * @param controlBasisPoints size of the control group in hundredths of a percent
 */
export function drawArm(seed: string, customerId: number, controlBasisPoints: number): 'reached' | 'control' {
  const draw = createHash('sha256').update(`${seed}:${customerId}`).digest().readUInt32BE(0) % BASIS_POINTS
  return draw < controlBasisPoints ? 'control' : 'reached'
}

/**
 * When marketing may be sent next: `now` itself, or the end of the quiet hours (Asia/Shanghai) that `now` falls into.
 */
export function nextAllowedMoment(
  now: Date,
  limits: { quietFromHour: number; quietToHour: number } = REACH_LIMITS,
): Date {
  const shanghai = new Date(now.getTime() + SHANGHAI_OFFSET_MS)
  const hour = shanghai.getUTCHours()
  const { quietFromHour, quietToHour } = limits
  const quiet =
    quietFromHour > quietToHour
      ? hour >= quietFromHour || hour < quietToHour
      : hour >= quietFromHour && hour < quietToHour
  if (!quiet) return now
  const midnight = Date.UTC(shanghai.getUTCFullYear(), shanghai.getUTCMonth(), shanghai.getUTCDate())
  const endToday = midnight + quietToHour * 3_600_000
  const end = hour < quietToHour ? endToday : endToday + DAY_MS
  return new Date(end - SHANGHAI_OFFSET_MS)
}
