/** What the SDK needs from the outside world. The server hands in implementations; the SDK itself keeps no state on disk. */

export interface WechatClock {
  now(): Date
}

/** A short-lived secret of a platform: an access token or a JS-SDK ticket. */
export interface StoredToken {
  value: string
  expiresAt: Date
}

/**
 * Where tokens live between calls. A database implementation makes refreshing single-flight across processes.
 * Keys are built by the SDK from platform, account, *app* and kind of token; they never contain a secret.
 */
export interface TokenStore {
  read(key: string): Promise<StoredToken | undefined>
  write(key: string, token: StoredToken): Promise<void>
  /** Removes the token only when it is still the one that was found bad, so that a newer one survives. */
  dropIfEqual(key: string, value: string): Promise<void>
  /** Runs the work while no other holder of the same key runs, in this process or another. */
  exclusively<T>(key: string, work: () => Promise<T>): Promise<T>
}

/** A TokenStore for one process: tests, scripts, command-line tools. */
export class MemoryTokenStore implements TokenStore {
  private readonly tokens = new Map<string, StoredToken>()
  private readonly queues = new Map<string, Promise<unknown>>()

  async read(key: string): Promise<StoredToken | undefined> {
    return this.tokens.get(key)
  }

  async write(key: string, token: StoredToken): Promise<void> {
    this.tokens.set(key, token)
  }

  async dropIfEqual(key: string, value: string): Promise<void> {
    if (this.tokens.get(key)?.value === value) this.tokens.delete(key)
  }

  async exclusively<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.queues.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.queues.set(key, mine)
    return mine
  }
}

/**
 * Where calls are counted, so that several processes stay below a platform's limits together.
 * A database implementation makes the count hold across processes.
 */
export interface RateStore {
  /**
   * Takes up to `want` of the `limit` calls that the span beginning at `spanStart` allows.
   * @returns how many were granted, 0 when the span is used up
   */
  take(name: string, spanStart: Date, want: number, limit: number): Promise<number>
}

/** A RateStore for one process. */
export class MemoryRateStore implements RateStore {
  private readonly spans = new Map<string, { spanStart: number; used: number }>()

  async take(name: string, spanStart: Date, want: number, limit: number): Promise<number> {
    const known = this.spans.get(name)
    const used = known?.spanStart === spanStart.getTime() ? known.used : 0
    const granted = Math.min(want, limit - used)
    this.spans.set(name, { spanStart: spanStart.getTime(), used: used + granted })
    return granted
  }
}
