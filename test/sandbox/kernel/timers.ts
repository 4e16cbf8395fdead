import type { Clock } from './clock'
import { randomHex } from './ids'
import type { Store } from './store'

interface TimerRow {
  /** Sandbox time in milliseconds. */
  at: number
  kind: string
  payload: Record<string, unknown>
}

/** `at` is the sandbox time, in seconds, at which it was due: what it writes into a callback's CreateTime. */
type TimerHandler<T> = (payload: T, at: number) => void | Promise<unknown>

/**
 * Things that happen later in sandbox time: reports of sends, checks of pictures, ends of orders. Real time brings
 * them on, and so does moving the clock; they run in the order in which they are due. They are rows, so a restart
 * with a data folder forgets none.
 */
export class Timers {
  private readonly rows
  private readonly handlers = new Map<string, TimerHandler<Record<string, unknown>>>()
  private readonly due: string[] = []
  private wake: NodeJS.Timeout | undefined
  private closed = false

  constructor(
    store: Store,
    private readonly clock: Clock,
  ) {
    this.rows = store.map<TimerRow>('timers')
    for (const id of this.rows.keys()) this.insert(id)
    clock.onMove(() => this.run())
  }

  /** One handler per kind, registered while the platforms are built. */
  register<T>(kind: string, handler: TimerHandler<T>): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers for timer ${kind}`)
    this.handlers.set(kind, handler as TimerHandler<Record<string, unknown>>)
  }

  after(milliseconds: number, kind: string, payload: Record<string, unknown>): void {
    const id = randomHex(8)
    this.rows.set(id, { at: this.clock.nowMs() + milliseconds, kind, payload })
    this.insert(id)
    this.arm()
  }

  /** Starts what is due. Called when the sandbox is up, by the running clock and by every move of it. */
  run(): void {
    const now = this.clock.nowMs()
    for (;;) {
      const id = this.due[0]
      const row = id === undefined ? undefined : this.rows.get(id)
      if (id === undefined || this.closed) break
      if (row !== undefined && row.at > now) break
      this.due.shift()
      this.rows.delete(id)
      if (row !== undefined) void this.start(row)
    }
    this.arm()
  }

  /** Forget all; the store's rows are cleared by the store itself. */
  clear(): void {
    this.due.length = 0
    this.arm()
  }

  close(): void {
    this.closed = true
    clearTimeout(this.wake)
  }

  /** What goes wrong in one handler must not end the sandbox. The handler's own code up to its first pause runs at once. */
  private async start({ kind, payload, at }: TimerRow): Promise<void> {
    try {
      await this.handlers.get(kind)?.(payload, Math.floor(at / 1000))
    } catch (error) {
      process.stderr.write(
        `sandbox timer ${kind}: ${error instanceof Error ? (error.stack ?? error.message) : 'error'}\n`,
      )
    }
  }

  private atOf(id: string | undefined): number {
    return id === undefined ? Infinity : (this.rows.get(id)?.at ?? 0)
  }

  private insert(id: string): void {
    const at = this.atOf(id)
    let low = 0
    let high = this.due.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.atOf(this.due[middle]) <= at) low = middle + 1
      else high = middle
    }
    this.due.splice(low, 0, id)
  }

  private arm(): void {
    clearTimeout(this.wake)
    if (this.closed || this.due.length === 0) return
    const wait = Math.min(Math.max(0, this.atOf(this.due[0]) - this.clock.nowMs()), 2 ** 31 - 1)
    this.wake = setTimeout(() => this.run(), wait)
    this.wake.unref()
  }
}
