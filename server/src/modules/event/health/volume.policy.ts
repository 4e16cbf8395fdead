export type VolumeVerdict = 'silence' | 'surge'

export interface VolumeJudgement {
  verdict: VolumeVerdict | null
  /** How many came in the window. */
  seen: number
  /** Median of the same window in the weeks before. */
  expected: number
  /** Length of the window that ends with the last full hour. */
  hours: number
  /** Robust deviations from the median. */
  score: number
}

const HOURS_A_WEEK = 168
/** Weeks that the baseline looks back. */
export const BASELINE_WEEKS = 6
const LEAST_WEEKS = 3
const WINDOWS = [1, 3, 6, 24]
/** Below this a window is too sparse to be judged, and a longer one is tried. */
const LEAST_EXPECTED = 10
/** Scales the median absolute deviation to a standard deviation under a normal distribution (1 / Φ⁻¹(3/4)). */
const MAD_TO_SIGMA = 1.4826
const SILENCE_SCORE = -4
const SILENCE_SHARE = 0.25
const SURGE_SCORE = 6
const SURGE_FACTOR = 3

/**
 * Judges whether an event fell silent or surged, against the same hours of the week in the weeks before.
 * For the shortest window w ∈ {1, 3, 6, 24} hours that ends with the last full hour and whose median m over the past six
 * weeks is at least 10: with x the count now, MAD the median of |xᵢ − m|, and s = max(1.4826 · MAD, √m) (never below what
 * chance alone does to counts), z = (x − m) / s. Silence: z ≤ −4 and x ≤ m / 4. Surge: z ≥ 6 and x ≥ 3 m. With fewer
 * than three weeks of history, or too few events for every window, there is no verdict.
 * @param hourly counts per hour, oldest first, ending with the last full hour
 * @param sinceHours how many of those hours the event has existed
 */
export function judgeVolume(hourly: readonly number[], sinceHours: number): VolumeJudgement | null {
  for (const hours of WINDOWS) {
    const weeks = Math.min(BASELINE_WEEKS, Math.floor((sinceHours - hours) / HOURS_A_WEEK))
    if (weeks < LEAST_WEEKS) return null
    const past = Array.from({ length: weeks }, (_, week) => windowSum(hourly, hours, (week + 1) * HOURS_A_WEEK))
    const expected = median(past)
    if (expected < LEAST_EXPECTED) continue
    const seen = windowSum(hourly, hours, 0)
    const deviation = median(past.map((count) => Math.abs(count - expected)))
    const score = (seen - expected) / Math.max(MAD_TO_SIGMA * deviation, Math.sqrt(expected))
    return { verdict: verdictOf(seen, expected, score), seen, expected, hours, score: Math.round(score * 10) / 10 }
  }
  return null
}

function verdictOf(seen: number, expected: number, score: number): VolumeVerdict | null {
  if (score <= SILENCE_SCORE && seen <= expected * SILENCE_SHARE) return 'silence'
  return score >= SURGE_SCORE && seen >= expected * SURGE_FACTOR ? 'surge' : null
}

/** The sum of `hours` hours that end `back` hours before the end of the series. */
function windowSum(hourly: readonly number[], hours: number, back: number): number {
  const end = hourly.length - back
  let sum = 0
  for (let index = Math.max(0, end - hours); index < end; index += 1) sum += hourly[index] ?? 0
  return sum
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
