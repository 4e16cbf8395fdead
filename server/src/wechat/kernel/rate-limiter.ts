import { QuotaReached } from './errors'
import { spanAround, type RateLimit } from './limits'
import type { RateStore, WechatClock } from './ports'

export interface RateLimiterOptions {
  store: RateStore
  clock: WechatClock
  /** Names under which calls are counted together, for each scope of a limit. Never a secret. */
  names: Readonly<Record<RateLimit['scope'], string>>
  /** Limits of every endpoint of the platform, beside those that a call declares itself. */
  everyCall?: readonly RateLimit[]
  /** Whoever would have to wait longer than this is told so at once: a job had better come back than hold its place for an hour. */
  longestWaitMs?: number
  sleep?: (milliseconds: number) => Promise<void>
}

interface Share {
  spanStart: number
  left: number
  /** What this process has been granted in this span, `left` included. */
  granted: number
  /** Nothing is left of the span. */
  empty: boolean
}

/**
 * A tenth stays unused: the console and other programs call in the same name, and clocks differ. The platform's
 * punishment (blocked for as long as the span, protocol §3.0) costs more than that.
 */
const USED_SHARE = 0.9

/** A process takes a hundredth of a limit at a time, so that counting costs one statement per hundred calls at most. */
const CHUNK = 0.01

const DEFAULT_LONGEST_WAIT_MS = 65_000

const sleepFor = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Makes callers wait instead of being refused. What is left of a span is kept in a store that all processes share;
 * each process takes small shares of it and hands them out from memory.
 */
export class RateLimiter {
  private readonly shares = new Map<string, Share>()
  private readonly refills = new Map<string, Promise<void>>()
  private readonly longestWaitMs: number
  private readonly sleep: (milliseconds: number) => Promise<void>

  constructor(private readonly options: RateLimiterOptions) {
    this.longestWaitMs = options.longestWaitMs ?? DEFAULT_LONGEST_WAIT_MS
    this.sleep = options.sleep ?? sleepFor
  }

  /**
   * Returns when the call may go out.
   * @throws QuotaReached when that would be too late to wait for
   */
  async pass(call: { path: string; limits?: readonly RateLimit[] }): Promise<void> {
    for (const limit of [...(this.options.everyCall ?? []), ...(call.limits ?? [])]) {
      await this.passOne(call.path, limit)
    }
  }

  private async passOne(path: string, limit: RateLimit): Promise<void> {
    const name = `${this.options.names[limit.scope]}:${limit.together ?? path}:${limit.per}`
    for (;;) {
      const now = this.options.clock.now()
      const { start, end } = spanAround(limit.per, now)
      const share = this.shares.get(name)
      if (share?.spanStart !== start.getTime() || (share.left === 0 && !share.empty)) {
        await this.refill(name, start, limit)
      } else if (share.left > 0) {
        share.left -= 1
        return
      } else {
        const waitMs = end.getTime() - now.getTime()
        if (waitMs > this.longestWaitMs) throw new QuotaReached(path, end)
        await this.sleep(waitMs)
      }
    }
  }

  private refill(name: string, start: Date, limit: RateLimit): Promise<void> {
    const running = this.refills.get(name)
    if (running) return running
    const allowed = Math.max(1, Math.floor(limit.calls * USED_SHARE))
    const want = Math.max(1, Math.floor(allowed * CHUNK))
    const spanStart = start.getTime()
    const share = this.shares.get(name)
    const before = share?.spanStart === spanStart ? share.granted : 0
    const refill = this.options.store
      .take(name, start, want, allowed)
      // Counting must not stop what it protects: with the store away this process goes on by its own measure, which is
      // the whole limit, as if it were alone.
      .catch(() => Math.min(want, allowed - before))
      .then((left) => void this.shares.set(name, { spanStart, left, granted: before + left, empty: left === 0 }))
      .finally(() => this.refills.delete(name))
    this.refills.set(name, refill)
    return refill
  }
}

/** At most so many at once, the others in the order they came. */
export class Turnstile {
  private readonly waiting: (() => void)[] = []
  private inside = 0

  constructor(private readonly places: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.places) await new Promise<void>((resolve) => this.waiting.push(resolve))
    else this.inside += 1
    try {
      return await work()
    } finally {
      // The place goes on to the next in line; it is free only when nobody waits.
      const next = this.waiting.shift()
      if (next) next()
      else this.inside -= 1
    }
  }
}
