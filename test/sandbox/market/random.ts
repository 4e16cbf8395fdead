/** Repeatable chance: the same seed always tells the same story, on every machine. */
export class Random {
  private state: number

  constructor(seed: string) {
    let hash = 2166136261
    for (const sign of seed) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619)
    this.state = hash >>> 0
  }

  /** 0 ≤ x < 1 (the "mulberry32" step). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = this.state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** A whole number from low to high, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  /** Around the mean with that spread, by the sum of four draws: bell-shaped enough for habits. */
  around(mean: number, spread: number): number {
    const sum = this.next() + this.next() + this.next() + this.next()
    return mean + (sum - 2) * spread * Math.sqrt(3)
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)]
    if (item === undefined) throw new RangeError('cannot pick from an empty list')
    return item
  }

  /** Picks by weight; weights need not sum to one. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T {
    const total = list.reduce((sum, item) => sum + weight(item), 0)
    let left = this.next() * total
    for (const item of list) {
      left -= weight(item)
      if (left < 0) return item
    }
    return this.pick(list.slice(-1))
  }
}
