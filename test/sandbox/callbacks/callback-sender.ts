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
/** What comes of a callback that was never sent. */
const LOST: Delivery = { delivered: false, status: null }
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
  private generation = 0
  private closed = false
  private held: (() => void) | undefined

  constructor(
    private baseUrl: string,
    private readonly faults: Faults,
    private readonly journal: Journal,
    private readonly rules: CallbackRules,
    private readonly sealing: (target: CallbackTarget) => Sealing,
    /** The address an account has of its own, beside those under the base address. */
    private readonly ownAddress: (target: CallbackTarget) => string | undefined,
  ) {}

  get base(): string {
    return this.baseUrl
  }

  moveTo(baseUrl: string): void {
    this.baseUrl = baseUrl.replace(/\/+$/, '')
  }

  /** Where the callbacks of an account go. */
  addressOf(target: CallbackTarget): string {
    return this.ownAddress(target) ?? this.baseUrl + callbackPath(target)
  }

  /** Callbacks that still wait for their first answer or for a retry. */
  get outstanding(): number {
    return this.pending
  }

  close(): void {
    this.closed = true
    this.held?.()
  }

  /** Everybody was forgotten: what is on its way ends, nothing is sent again and nobody hears of it. */
  forget(): void {
    this.generation += 1
    this.pending = 0
    this.queues.clear()
    this.held?.()
  }

  /** Queues a callback; resolves after its first attempt. `ended` hears of the end, which a retry may bring much later. */
  async send(message: CallbackMessage, ended: Outcome = () => undefined): Promise<Delivery> {
    const path = this.pathOf(message.target)
    if (this.faults.strike(path, ['callback-drop']) !== undefined) return LOST
    const { generation } = this
    this.pending += 1
    if (this.faults.strike(path, ['reorder']) !== undefined) await this.hold()
    const isForgotten = (): boolean => generation !== this.generation
    const before = this.queues.get(message.orderKey) ?? Promise.resolve()
    const first = before.then(() => (isForgotten() ? LOST : this.attempt(message)))
    const settled = first.catch(() => undefined)
    this.queues.set(message.orderKey, settled)
    void settled.then(() => {
      if (this.queues.get(message.orderKey) === settled) this.queues.delete(message.orderKey)
    })
    const delivery = await first
    if (isForgotten()) return { delivered: delivery.delivered, status: delivery.status }
    this.held?.()
    if (this.faults.strike(path, ['duplicate']) !== undefined) await this.attempt(message)
    if (delivery.delivered) {
      this.pending -= 1
      ended(delivery)
    } else void this.retry(message, delivery, ended)
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

  private async retry(message: CallbackMessage, first: Delivery, ended: Outcome): Promise<void> {
    let last = first
    const { generation } = this
    const isOver = (): boolean => this.closed || generation !== this.generation
    for (let attempt = 2; attempt <= this.rules.attempts && !isOver(); attempt += 1) {
      await pause(this.rules.retryDelayMs, undefined, { ref: false })
      if (isOver()) return
      last = await this.attempt(message)
      if (last.delivered) break
    }
    if (isOver()) return
    this.pending -= 1
    ended(last)
  }

  private async attempt(message: CallbackMessage): Promise<Delivery> {
    await this.enter()
    try {
      return await this.deliver(message)
    } catch (error) {
      // Keys that seal nothing are somebody's mistake in the accounts: the callback is lost, and the journal says why.
      const response = `not sent: ${error instanceof Error ? error.message : 'error'}`
      const path = this.pathOf(message.target)
      this.journal.add({ kind: 'callback', method: 'POST', path, status: 0, milliseconds: 0, response })
      return LOST
    } finally {
      this.leave()
    }
  }

  private async deliver(message: CallbackMessage): Promise<Delivery> {
    const { target } = message
    const started = performance.now()
    const late = this.faults.strike(this.pathOf(target), ['callback-delay'])
    if (late !== undefined) await pause(late.milliseconds)
    const sealing = this.sealing(target)
    const sealed = seal(message, sealing)
    const url = withQuery(this.addressOf(target), sealed.query)
    let status: number | null = null
    let answer: string
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': sealed.contentType },
        body: sealed.body,
        signal: AbortSignal.timeout(this.rules.timeoutMs),
      })
      status = response.status
      answer = await response.text()
    } catch (error) {
      answer = `no answer: ${error instanceof Error ? error.name : 'error'}`
    }
    this.journal.add({
      kind: 'callback',
      method: 'POST',
      path: withQuery(this.pathOf(target), sealed.query),
      status: status ?? 0,
      milliseconds: Math.round(performance.now() - started),
      request: sealed.plain,
      response: answer,
    })
    if (status !== 200) return { delivered: false, status }
    const read = readAnswer(answer, target, sealing)
    if (read === 'none') return { delivered: true, status }
    return { delivered: true, status, ...(read === 'unreadable' ? { unreadable: true } : read) }
  }

  private pathOf(target: CallbackTarget): string {
    return new URL(this.addressOf(target)).pathname
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
export async function verifyAddress(target: CallbackTarget, url: string, timeoutMs: number): Promise<boolean> {
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
    const response = await fetch(withQuery(url, query.toString()), {
      signal: AbortSignal.timeout(timeoutMs),
    })
    return response.status === 200 && (await response.text()) === echo
  } catch {
    return false
  }
}

function withQuery(url: string, query: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query}`
}
