import { setTimeout as pause } from 'node:timers/promises'
import type { Faults } from '../kernel/faults'
import { randomDigits } from '../kernel/ids'
import type { Journal } from '../kernel/journal'
import { decryptMessage, encryptMessage, sign } from './cipher'
import { readXml, writeXml, type XmlFields } from './xml'

/** Where the callbacks of one account go and how they are sealed. */
export interface CallbackTarget {
  kind: 'official-account' | 'mini-program' | 'work'
  /** appid or corpid; it is also the receiver inside the ciphertext. */
  account: string
  originalId: string
  token: string
  encodingAESKey: string
  agentId?: number
}

export interface CallbackMessage {
  target: CallbackTarget
  /** Callbacks with the same key start in the order they were given, the next when the one before has its first answer. */
  orderKey: string
  /** The sender's openid, which official account and mini-program callbacks carry in the query. */
  openid?: string
  fields: XmlFields
}

export interface Delivery {
  /** True when the first attempt was answered in time with HTTP 200. Later attempts go on in the background. */
  delivered: boolean
  status: number | null
  /** The decrypted passive reply, when the server answered with one. */
  reply?: Record<string, unknown>
}

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

  /** Queues a callback; resolves after its first attempt. */
  async send(message: CallbackMessage): Promise<Delivery> {
    this.pending += 1
    const path = callbackPath(message.target)
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
    if (delivery.delivered) this.pending -= 1
    else void this.retry(message, path)
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

  private async retry(message: CallbackMessage, path: string): Promise<void> {
    for (let attempt = 2; attempt <= this.rules.attempts && !this.closed; attempt += 1) {
      await pause(this.rules.retryDelayMs, undefined, { ref: false })
      if (this.closed) break
      if ((await this.attempt(message, path)).delivered) break
    }
    this.pending -= 1
  }

  private async attempt(message: CallbackMessage, path: string): Promise<Delivery> {
    await this.enter()
    const started = performance.now()
    const late = this.faults.strike(path, ['callback-delay'])
    if (late !== undefined) await pause(late.milliseconds)
    const { url, body } = seal(message, this.baseUrl)
    let status: number | null = null
    let answer: string
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        body,
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
      path: url.slice(this.baseUrl.length),
      status: status ?? 0,
      milliseconds: Math.round(performance.now() - started),
      request: writeXml(message.fields),
      response: answer,
    })
    const delivered = status === 200
    const reply = delivered ? readReply(answer, message.target) : undefined
    return { delivered, status, ...(reply === undefined ? {} : { reply }) }
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

export function callbackPath(target: CallbackTarget): string {
  return `/callbacks/${target.kind}/${target.account}`
}

/** The signature's timestamp is real time, not sandbox time: it belongs to the transport and receivers check its freshness. */
function seal(message: CallbackMessage, baseUrl: string): { url: string; body: string } {
  const { target, openid } = message
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomDigits(10)
  const encrypted = encryptMessage(writeXml(message.fields), target.account, target.encodingAESKey)
  const signature = sign(target.token, timestamp, nonce, encrypted)
  const query = new URLSearchParams(
    target.kind === 'work'
      ? { msg_signature: signature, timestamp, nonce }
      : {
          signature: sign(target.token, timestamp, nonce),
          timestamp,
          nonce,
          ...(openid === undefined ? {} : { openid }),
          encrypt_type: 'aes',
          msg_signature: signature,
        },
  )
  const envelope: XmlFields =
    target.kind === 'work'
      ? { ToUserName: target.account, AgentID: String(target.agentId ?? ''), Encrypt: encrypted }
      : { ToUserName: target.originalId, Encrypt: encrypted }
  return { url: `${baseUrl}${callbackPath(target)}?${query.toString()}`, body: writeXml(envelope) }
}

/** A passive reply in the answer; `success` and an empty answer mean there is none. */
function readReply(answer: string, target: CallbackTarget): Record<string, unknown> | undefined {
  if (answer === '' || answer === 'success') return undefined
  const outer = readXml(answer)
  if (outer === undefined) return undefined
  if (typeof outer.Encrypt !== 'string') return outer
  const { TimeStamp, Nonce, MsgSignature } = outer
  if (sign(target.token, String(TimeStamp), String(Nonce), outer.Encrypt) !== MsgSignature) return undefined
  const plain = decryptMessage(outer.Encrypt, target.account, target.encodingAESKey)
  return plain === undefined ? undefined : readXml(plain)
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
