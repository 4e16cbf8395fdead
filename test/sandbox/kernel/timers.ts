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

/** What is due within so much of each other runs side by side when the clock is moved. */
const STEP_MS = 1000

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
  private moving: Promise<void> | undefined
  private generation = 0
  private closed = false

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    this.rows = store.map<TimerRow>('timers')
    for (const id of this.rows.keys()) this.insert(id)
    store.onClear(() => this.forget())
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

  /** Starts what is due. Called when the sandbox is up and by the running clock. */
  run(): void {
    if (this.moving === undefined) void this.startDue(this.clock.nowMs())
    this.arm()
  }

  /**
   * Moves the clock to that offset and plays everything on the way: the clock stands at each time something is due,
   * and goes on when that has ended, so that what follows from it (the next try of a notification) has its turn too.
   */
  async moveTo(offsetSeconds: number): Promise<void> {
    const before = this.moving ?? Promise.resolve()
    const move = before.then(() => this.play(offsetSeconds))
    this.moving = move
    await move
    if (this.moving === move) this.moving = undefined
    this.run()
  }

  close(): void {
    this.closed = true
    clearTimeout(this.wake)
  }

  private async play(offsetSeconds: number): Promise<void> {
    const target = (): number => Date.now() + offsetSeconds * 1000
    const { generation } = this
    while (!this.closed) {
      const next = Math.max(this.atOf(this.due[0]), this.clock.nowMs())
      if (next > target()) break
      this.clock.setOffset((next - Date.now()) / 1000)
      await this.startDue(Math.min(next + STEP_MS, target()))
      // Everything was forgotten meanwhile, the place to go to as well.
      if (generation !== this.generation) return
    }
    this.clock.setOffset(offsetSeconds)
  }

  /** Starts all that is due until then, in order, and resolves when all have ended. */
  private async startDue(until: number): Promise<void> {
    const started: Promise<void>[] = []
    while (!this.closed) {
      const id = this.due[0]
      if (id === undefined || this.atOf(id) > until) break
      this.due.shift()
      const row = this.rows.get(id)
      this.rows.delete(id)
      if (row !== undefined) started.push(this.start(row))
    }
    await Promise.all(started)
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
    this.store.touch()
  }

  /** The store's rows are gone already. */
  private forget(): void {
    this.generation += 1
    this.due.length = 0
    this.arm()
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
