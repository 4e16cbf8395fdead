import { setTimeout as pause } from 'node:timers/promises'
import type { Faults } from '../kernel/faults'
import { randomDigits } from '../kernel/ids'
import type { Journal } from '../kernel/journal'
import type { JsonObject } from '../kernel/json'
import { encryptMessage, sign } from './cipher'
import { callbackPath, seal, type CallbackMessage, type CallbackTarget, type Sealing } from './envelope'
import { readAnswer } from './reply'

export { type CallbackMessage, type CallbackTarget } from './envelope'

export interface Delivery {
  /** True when the first attempt was answered in time with HTTP 200. Later attempts go on in the background. */
  delivered: boolean
  status: number | null
  /** The decrypted passive reply, when the server answered with one. */
  reply?: JsonObject
  /** The server answered something that is neither "nothing to say" nor a message. */
  unreadable?: boolean
}

/** Told how a callback ended: its first accepted delivery, or the last one of all that failed. */
type Outcome = (delivery: Delivery) => void

export interface CallbackRules {
  timeoutMs: number
  /** Deliveries in all, the first one included. */
  attempts: number
  retryDelayMs: number
}

const PARALLEL = 64
/** A callback that is to be overtaken goes on after this when nothing follows it. */
const LONGEST_HOLD_MS = 2000

/**
 * Posts signed and encrypted callbacks: five seconds for an answer, then the same message again (same ids and
 * CreateTime, newly sealed), three times in all.
 */
export class CallbackSender {
  private readonly queues = new Map<string, Promise<unknown>>()
  private readonly waiting: (() => void)[] = []
  private running = 0
  private pending = 0
  private closed = false
  private held: (() => void) | undefined

  constructor(
    private baseUrl: string,
    private readonly faults: Faults,
    private readonly journal: Journal,
    private readonly rules: CallbackRules,
    private readonly sealing: (target: CallbackTarget) => Sealing,
  ) {}

  get base(): string {
    return this.baseUrl
  }

  moveTo(baseUrl: string): void {
    this.baseUrl = baseUrl.replace(/\/+$/, '')
  }

  /** Callbacks that still wait for their first answer or for a retry. */
  get outstanding(): number {
    return this.pending
  }

  close(): void {
    this.closed = true
    this.held?.()
  }

  /** Queues a callback; resolves after its first attempt. `ended` hears of the end, which a retry may bring much later. */
  async send(message: CallbackMessage, ended: Outcome = () => undefined): Promise<Delivery> {
    const path = callbackPath(message.target)
    if (this.faults.strike(path, ['callback-drop']) !== undefined) return { delivered: false, status: null }
    this.pending += 1
    if (this.faults.strike(path, ['reorder']) !== undefined) await this.hold()
    const before = this.queues.get(message.orderKey) ?? Promise.resolve()
    const first = before.then(() => this.attempt(message, path))
    const settled = first.catch(() => undefined)
    this.queues.set(message.orderKey, settled)
    void settled.then(() => {
      if (this.queues.get(message.orderKey) === settled) this.queues.delete(message.orderKey)
    })
    const delivery = await first
    this.held?.()
    if (this.faults.strike(path, ['duplicate']) !== undefined) await this.attempt(message, path)
    if (delivery.delivered) {
      this.pending -= 1
      ended(delivery)
    } else void this.retry(message, path, delivery, ended)
    return delivery
  }

  /** Keeps a message back until the next one has passed it. */
  private hold(): Promise<void> {
    return new Promise((resolve) => {
      const release = (): void => {
        clearTimeout(timer)
        if (this.held === release) this.held = undefined
        resolve()
      }
      const timer = setTimeout(release, LONGEST_HOLD_MS)
      this.held = release
    })
  }

  private async retry(message: CallbackMessage, path: string, first: Delivery, ended: Outcome): Promise<void> {
    let last = first
    for (let attempt = 2; attempt <= this.rules.attempts && !this.closed; attempt += 1) {
      await pause(this.rules.retryDelayMs, undefined, { ref: false })
      if (this.closed) break
      last = await this.attempt(message, path)
      if (last.delivered) break
    }
    this.pending -= 1
    if (!this.closed) ended(last)
  }

  private async attempt(message: CallbackMessage, path: string): Promise<Delivery> {
    await this.enter()
    const started = performance.now()
    const late = this.faults.strike(path, ['callback-delay'])
    if (late !== undefined) await pause(late.milliseconds)
    const sealing = this.sealing(message.target)
    const sealed = seal(message, sealing)
    let status: number | null = null
    let answer: string
    try {
      const response = await fetch(this.baseUrl + sealed.path, {
        method: 'POST',
        headers: { 'content-type': sealed.contentType },
        body: sealed.body,
        signal: AbortSignal.timeout(this.rules.timeoutMs),
      })
      status = response.status
      answer = await response.text()
    } catch (error) {
      answer = `no answer: ${error instanceof Error ? error.name : 'error'}`
    } finally {
      this.leave()
    }
    this.journal.add({
      kind: 'callback',
      method: 'POST',
      path: sealed.path,
      status: status ?? 0,
      milliseconds: Math.round(performance.now() - started),
      request: sealed.plain,
      response: answer,
    })
    if (status !== 200) return { delivered: false, status }
    const read = readAnswer(answer, message.target, sealing)
    if (read === 'none') return { delivered: true, status }
    return { delivered: true, status, ...(read === 'unreadable' ? { unreadable: true } : read) }
  }

  private async enter(): Promise<void> {
    if (this.running >= PARALLEL) await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.running += 1
  }

  private leave(): void {
    this.running -= 1
    this.waiting.shift()?.()
  }
}

/** What the platform does when an administrator saves a callback address: the GET with `echostr` must be echoed. */
export async function verifyAddress(target: CallbackTarget, baseUrl: string, timeoutMs: number): Promise<boolean> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomDigits(10)
  const echo = randomDigits(19)
  const echostr = target.kind === 'work' ? encryptMessage(echo, target.account, target.encodingAESKey) : echo
  const query = new URLSearchParams(
    target.kind === 'work'
      ? { msg_signature: sign(target.token, timestamp, nonce, echostr), timestamp, nonce, echostr }
      : { signature: sign(target.token, timestamp, nonce), timestamp, nonce, echostr },
  )
  try {
    const response = await fetch(`${baseUrl}${callbackPath(target)}?${query.toString()}`, {
      signal: AbortSignal.timeout(timeoutMs),
    })
    return response.status === 200 && (await response.text()) === echo
  } catch {
    return false
  }
}
