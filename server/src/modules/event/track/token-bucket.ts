/** How much a sender may bring. */
export interface Allowance {
  perSecond: number
  /** What it may bring at once after a rest. */
  burst: number
}

/** Lets `perSecond` tokens a second through on average, and at most `burst` at once. */
export class TokenBucket {
  private tokens: number

  constructor(
    private readonly allowance: Allowance,
    private filledAt: number,
  ) {
    this.tokens = allowance.burst
  }

  /**
   * Takes `count` tokens, or none.
   * @param now milliseconds
   * @returns milliseconds to wait before they are there; 0 when they have been taken
   */
  take(count: number, now: number): number {
    const { perSecond, burst } = this.allowance
    this.tokens = Math.min(burst, this.tokens + (Math.max(0, now - this.filledAt) / 1000) * perSecond)
    this.filledAt = now
    if (count <= this.tokens) {
      this.tokens -= count
      return 0
    }
    return Math.ceil(((count - this.tokens) / perSecond) * 1000)
  }
}
