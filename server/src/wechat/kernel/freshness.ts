import type { WechatClock } from './ports'

/**
 * A local rule, not one of the platforms: they sign a timestamp but do not ask anybody to look at it (protocol §1.1).
 * @param timestamp unix seconds as sent in the query
 */
export function isFresh(timestamp: string, now: Date, windowSeconds: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false
  return Math.abs(now.getTime() / 1000 - Number(timestamp)) <= windowSeconds
}

/**
 * Remembers signatures for as long as they would still be fresh, so that a recorded request cannot be sent again.
 * Two generations instead of a timer per entry: memory stays bounded by what arrives in two windows, and never
 * exceeds `limit` entries per generation.
 */
export class ReplayCache {
  private young = new Set<string>()
  private old = new Set<string>()
  private turnedAt: number

  constructor(
    private readonly clock: WechatClock,
    private readonly windowSeconds: number,
    private readonly limit = 200_000,
  ) {
    this.turnedAt = clock.now().getTime()
  }

  has(signature: string): boolean {
    this.turn()
    return this.young.has(signature) || this.old.has(signature)
  }

  remember(signature: string): void {
    this.turn()
    this.young.add(signature)
  }

  private turn(): void {
    const now = this.clock.now().getTime()
    // A timestamp may lie one window ahead of us and stay fresh for one more: two windows cover both.
    const generation = this.windowSeconds * 2 * 1000
    if (now - this.turnedAt < generation && this.young.size < this.limit) return
    this.old = now - this.turnedAt < generation * 2 ? this.young : new Set()
    this.young = new Set()
    this.turnedAt = now
  }
}
