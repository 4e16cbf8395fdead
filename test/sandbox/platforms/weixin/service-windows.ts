import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import type { Person } from '../../people/people'

/** What a person does that lets the account answer (protocol reference §1.10). */
export type OpeningAct = 'message' | 'click' | 'follow' | 'scan' | 'paid' | 'enter'

interface WindowRule {
  messages: number
  seconds: number
}

const MINUTE = 60
const TWO_DAYS = 48 * 3600

export const OFFICIAL_ACCOUNT_WINDOWS: Partial<Record<OpeningAct, WindowRule>> = {
  message: { messages: 5, seconds: TWO_DAYS },
  click: { messages: 3, seconds: MINUTE },
  follow: { messages: 3, seconds: MINUTE },
  scan: { messages: 3, seconds: MINUTE },
  paid: { messages: Number.MAX_SAFE_INTEGER, seconds: TWO_DAYS },
}

export const MINI_PROGRAM_WINDOWS: Partial<Record<OpeningAct, WindowRule>> = {
  message: { messages: 5, seconds: TWO_DAYS },
  enter: { messages: 2, seconds: MINUTE },
}

interface OpenWindow {
  left: number
  /** Unix seconds of sandbox time. */
  until: number
}

type WindowRow = Partial<Record<OpeningAct, OpenWindow>>

/** How many customer-service messages an account may still send to whom. Every act renews its own window. */
export class ServiceWindows {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    appid: string,
    private readonly rules: Partial<Record<OpeningAct, WindowRule>>,
  ) {
    this.rows = kernel.store.map<WindowRow>(`service windows ${appid}`)
    kernel.housekeeping.rule(this.rows, (row, now) => Object.values(row).every(({ until }) => now >= until))
  }

  open(person: Person, act: OpeningAct, at = this.kernel.clock.nowSeconds()): void {
    const rule = this.rules[act]
    if (rule === undefined) return
    this.rows.set(person.id, {
      ...this.rows.get(person.id),
      [act]: { left: rule.messages, until: at + rule.seconds },
    })
  }

  close(person: Person): void {
    this.rows.delete(person.id)
  }

  /** Uses up one message of the window that ends first; raises 45015 when none is open, 45047 when all are used up. */
  take(person: Person): void {
    const open = this.openOf(person)
    if (open.length === 0) throw new PlatformError(45015)
    const window = open.filter(({ left }) => left > 0).sort((a, b) => a.until - b.until)[0]
    if (window === undefined) throw new PlatformError(45047)
    window.left -= 1
  }

  /** Raises 45015 when no window is open. */
  requireOpen(person: Person): void {
    if (this.openOf(person).length === 0) throw new PlatformError(45015)
  }

  private openOf(person: Person): OpenWindow[] {
    const now = this.kernel.clock.nowSeconds()
    return Object.values(this.rows.get(person.id) ?? {}).filter(({ until }) => now < until)
  }
}
