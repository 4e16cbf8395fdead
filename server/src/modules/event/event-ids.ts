import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { IdAllocator } from '../../platform/database'

const RESERVE = 10_000
const LOW_WATER = 5_000

/**
 * Numbers for events, taken from the allocator before they are needed. The allocator asks the database over a connection
 * of its own; a transaction that waited for it while holding one could wait for ever once all connections are held by
 * such transactions.
 */
@Injectable()
export class EventIds implements OnApplicationBootstrap {
  private readonly reserve: number[] = []
  private filling: Promise<void> | null = null

  constructor(private readonly ids: IdAllocator) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.fill()
  }

  /** @returns `count` new numbers */
  async take(count: number): Promise<number[]> {
    while (this.reserve.length < count) await this.fill(count)
    const taken = this.reserve.splice(0, count)
    // A refill that fails is tried again by the next caller; this one has what it needs.
    if (this.reserve.length < LOW_WATER) this.fill().catch(() => undefined)
    return taken
  }

  private fill(atLeast = 0): Promise<void> {
    this.filling ??= this.ids
      .take('event', Math.max(RESERVE, atLeast))
      .then((numbers) => {
        for (const number of numbers) this.reserve.push(number)
      })
      .finally(() => {
        this.filling = null
      })
    return this.filling
  }
}
