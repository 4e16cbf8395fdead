/** 97.5th percentile of the standard normal distribution: two-sided 95 %. */
const Z = 1.959963984540054

export interface Interval {
  low: number
  high: number
}

export interface Difference extends Interval {
  value: number
}

/** One arm: how many people, how many of them converted. */
export interface ArmCounts {
  people: number
  converted: number
}

/** One arm's spending: people, the sum over people, and the sum of squares over people, in fen. */
export interface ArmSpending {
  people: number
  sum: number
  sumOfSquares: number
}

/**
 * Wilson's score interval of a proportion, 95 % (E. B. Wilson, 1927, JASA 22:209–212). Holds for few people and for
 * rates near 0 and 1, where the textbook interval fails.
 */
export function wilson({ people, converted }: ArmCounts): Interval {
  if (people === 0) return { low: 0, high: 1 }
  const p = converted / people
  const z2 = Z * Z
  const centre = p + z2 / (2 * people)
  const half = Z * Math.sqrt((p * (1 - p)) / people + z2 / (4 * people * people))
  const scale = 1 + z2 / people
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) }
}

/**
 * Difference of two proportions (reached − control) with Newcombe's hybrid score interval, 95 %
 * (R. G. Newcombe, 1998, Statistics in Medicine 17:873–890, method 10).
 * @returns null when an arm is empty: there is nothing to compare
 */
export function rateDifference(reached: ArmCounts, control: ArmCounts): Difference | null {
  if (reached.people === 0 || control.people === 0) return null
  const p1 = reached.converted / reached.people
  const p2 = control.converted / control.people
  const w1 = wilson(reached)
  const w2 = wilson(control)
  const value = p1 - p2
  return {
    value,
    low: value - Math.hypot(p1 - w1.low, w2.high - p2),
    high: value + Math.hypot(w1.high - p1, p2 - w2.low),
  }
}

/**
 * Difference of mean spending per person (reached − control, fen) with Welch's interval in its large-sample form, 95 %
 * (B. L. Welch, 1947, Biometrika 34:28–35). People who bought nothing count with 0.
 * @returns null when an arm has fewer than two people: no variance can be estimated
 */
export function meanDifference(reached: ArmSpending, control: ArmSpending): Difference | null {
  if (reached.people < 2 || control.people < 2) return null
  const value = reached.sum / reached.people - control.sum / control.people
  const half = Z * Math.sqrt(variance(reached) / reached.people + variance(control) / control.people)
  return { value, low: value - half, high: value + half }
}

/** Unbiased sample variance; rounding may leave a hair below zero. */
function variance({ people, sum, sumOfSquares }: ArmSpending): number {
  return Math.max(0, (sumOfSquares - (sum * sum) / people) / (people - 1))
}

export type Verdict = 'better' | 'worse' | 'undecided' | 'nothing-to-compare'

/** What may honestly be said: only an interval that leaves zero out decides. */
export function verdictOf(difference: Difference | null): Verdict {
  if (!difference) return 'nothing-to-compare'
  if (difference.low > 0) return 'better'
  return difference.high < 0 ? 'worse' : 'undecided'
}
