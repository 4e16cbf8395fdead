import type { Clock } from './clock'
import { PlatformError } from './errors'
import { randomText } from './ids'
import type { Store } from './store'

interface CodeRow<T> {
  payload: T
  bornAt: number
  usedAt?: number
}

const REMEMBERED_SECONDS = 3600

/**
 * Codes that work once and for a few minutes (log-in, phone number, OAuth, welcome message). Used and expired codes
 * are kept for an hour so that each kind of misuse gets its own error.
 */
export class SingleUseCodes<T> {
  private readonly rows

  constructor(
    store: Store,
    name: string,
    private readonly clock: Clock,
    private readonly rules: { lifeSeconds: number; length: number; unknown: number; used: number; expired: number },
  ) {
    this.rows = store.map<CodeRow<T>>(`codes ${name}`)
  }

  issue(payload: T): string {
    const now = this.clock.nowSeconds()
    // The map keeps the order of birth, so the old ones stand in front.
    for (const [code, row] of this.rows) {
      if (now - row.bornAt <= this.rules.lifeSeconds + REMEMBERED_SECONDS) break
      this.rows.delete(code)
    }
    const code = randomText(this.rules.length)
    this.rows.set(code, { payload, bornAt: now })
    return code
  }

  /** Whether somebody has used the code. */
  isUsed(code: string): boolean {
    return this.rows.get(code)?.usedAt !== undefined
  }

  /** Uses the code up; `accept` may refuse it for this caller before it counts as used. */
  redeem(code: string, accept: (payload: T) => boolean = () => true): T {
    const row = this.rows.get(code)
    if (row === undefined || !accept(row.payload)) throw new PlatformError(this.rules.unknown)
    if (row.usedAt !== undefined) throw new PlatformError(this.rules.used)
    const now = this.clock.nowSeconds()
    if (now - row.bornAt >= this.rules.lifeSeconds) throw new PlatformError(this.rules.expired)
    // Set anew: some codes are redeemed by a GET.
    this.rows.set(code, { ...row, usedAt: now })
    return row.payload
  }
}
