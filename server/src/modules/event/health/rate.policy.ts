/** How often something was the case, out of how many times it could have been. */
export interface Share {
  hits: number
  of: number
}

const LEAST_NOW = 30
const LEAST_BEFORE = 100
const LEAST_RISE = 0.1
/** One false alarm in some 30 000 looks, since thousands of properties are looked at every day. */
const LEAST_SCORE = 4

export const shareOf = ({ hits, of }: Share): number | null => (of === 0 ? null : hits / of)

/**
 * Whether a share has jumped up: a one-sided two-proportion z-test (pooled variance), z = (p₁ − p₀) / √(p (1 − p) (1/n₁ + 1/n₀)) ≥ 4,
 * for a rise that matters too: at least ten percentage points. Says no while either side is too small to tell.
 */
export function hasJumped(now: Share, before: Share): boolean {
  if (now.of < LEAST_NOW || before.of < LEAST_BEFORE) return false
  const rise = now.hits / now.of - before.hits / before.of
  if (rise < LEAST_RISE) return false
  const pooled = (now.hits + before.hits) / (now.of + before.of)
  return rise / Math.sqrt(pooled * (1 - pooled) * (1 / now.of + 1 / before.of)) >= LEAST_SCORE
}
