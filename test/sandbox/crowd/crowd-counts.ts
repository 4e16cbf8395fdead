import type { Store } from '../kernel/store'
import type { Crowd } from './crowd'

/** The lower bits of a counter hold the count, the upper ones the span it belongs to. */
const COUNT_BITS = 6
const MOST = (1 << COUNT_BITS) - 1

/**
 * A count per person of the crowd and running span (a month, a week, a day, as a number): four bytes each, living as
 * long as the program.
 */
export class CrowdCounts {
  private packed = new Uint32Array(0)

  constructor(
    private readonly crowd: Crowd,
    store: Store,
  ) {
    store.onClear(() => this.packed.fill(0))
  }

  /** @param index the person's place in the crowd */
  of(index: number, span: number): number {
    const packed = this.counters[index] ?? 0
    return packed >>> COUNT_BITS === span ? packed & MOST : 0
  }

  add(index: number, span: number): void {
    this.counters[index] = (span << COUNT_BITS) | Math.min(MOST, this.of(index, span) + 1)
  }

  private get counters(): Uint32Array {
    if (this.packed.length !== this.crowd.total) this.packed = new Uint32Array(this.crowd.total)
    return this.packed
  }
}
