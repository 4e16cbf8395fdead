import { setTimeout as pause } from 'node:timers/promises'
import { randomDigits } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import type { PayKeys } from './keys'
import { LOOPBACK } from './fields'
import { beijingTime } from './orders'

/** Seconds between the deliveries of a notification that is not accepted: 24 h 4 min in all. */
export const RETRY_SECONDS = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
]
const TIMEOUT_MS = 5000
const TWICE_AFTER_MS = 1000
/** What has ended is listed for so long. */
const REMEMBERED_SECONDS = 30 * 86_400

/** What can be wrong with the next notifications, to see whether a receiver notices. */
export const SPOILINGS = ['probe', 'body', 'ciphertext', 'serial', 'stale', 'amount'] as const
export type Spoiling = (typeof SPOILINGS)[number]

export interface Notification {
  id: string
  outTradeNo: string
  notifyUrl: string
  eventType: string
  summary: string
  originalType: 'transaction' | 'refund'
  /** JSON. */
  resource: string
  createdAt: number
  /** Deliveries so far. */
  attempts: number
  /** When the next is due, by the sandbox's clock; absent when it was accepted or given up. */
  dueAt?: number
  acceptedAt?: number
  lastStatus?: number
}

export type NewNotification = Pick<
  Notification,
  'outTradeNo' | 'notifyUrl' | 'eventType' | 'summary' | 'originalType' | 'resource'
>

/**
 * Notifications of WeChat Pay: sealed, signed, and sent again by the platform's schedule until 200 or 204 comes back in
 * time. A notify address on this very machine is taken as it is; of any other the path is taken, on the server that all
 * callbacks of the sandbox go to.
 */
export class PayNotifications {
  private readonly rows
  private readonly spoilings

  constructor(
    private readonly kernel: Kernel,
    private readonly keys: PayKeys,
  ) {
    this.rows = kernel.store.map<Notification>('pay notifications')
    kernel.housekeeping.rule(
      this.rows,
      ({ createdAt, dueAt }, now) => dueAt === undefined && now - createdAt / 1000 > REMEMBERED_SECONDS,
    )
    this.spoilings = kernel.store.map<Spoiling[]>('pay spoilings')
    kernel.timers.register<{ id: string }>('pay-notify', async ({ id }) => {
      const notification = this.rows.get(id)
      if (notification !== undefined) await this.deliver(notification)
    })
  }

  /** The next `times` deliveries are spoiled like that. */
  spoil(how: Spoiling, times: number): void {
    this.spoilings.set('next', [...this.nextSpoilings, ...new Array<Spoiling>(times).fill(how)])
  }

  /** Newest first. */
  list(): Notification[] {
    return [...this.rows.values()].reverse()
  }

  /** Resolves after the first delivery. */
  async send(input: NewNotification): Promise<Notification> {
    const now = this.kernel.clock.nowMs()
    const notification: Notification = {
      ...input,
      id: `EV-${randomDigits(19)}`,
      createdAt: now,
      attempts: 0,
      dueAt: now,
    }
    this.rows.set(notification.id, notification)
    await this.deliver(notification)
    const path = new URL(notification.notifyUrl).pathname
    if (this.kernel.faults.strike(path, ['duplicate']) !== undefined) {
      void pause(TWICE_AFTER_MS, undefined, { ref: false }).then(() =>
        this.isForgotten(notification) ? undefined : this.post(notification),
      )
    }
    return notification
  }

  private async deliver(notification: Notification): Promise<void> {
    const status = await this.post(notification)
    if (this.isForgotten(notification)) return
    const wait = RETRY_SECONDS[notification.attempts]
    notification.attempts += 1
    notification.lastStatus = status
    const accepted = status === 200 || status === 204
    const now = this.kernel.clock.nowMs()
    if (accepted) notification.acceptedAt = now
    notification.dueAt = accepted || wait === undefined ? undefined : now + wait * 1000
    if (!accepted && wait !== undefined) this.kernel.timers.after(wait * 1000, 'pay-notify', { id: notification.id })
    // A writer may have come by while the delivery was on its way.
    this.rows.set(notification.id, notification)
  }

  private isForgotten(notification: Notification): boolean {
    return this.rows.get(notification.id) !== notification
  }

  private get nextSpoilings(): Spoiling[] {
    return this.spoilings.get('next') ?? []
  }

  /** @returns the HTTP status, 0 when none came in time */
  private async post(notification: Notification): Promise<number> {
    const { pathname: path, origin, hostname } = new URL(notification.notifyUrl)
    const base = LOOPBACK.has(hostname) ? origin : this.kernel.callbacks.base
    if (this.kernel.faults.strike(path, ['callback-drop']) !== undefined) return 0
    const started = performance.now()
    const late = this.kernel.faults.strike(path, ['callback-delay'])
    if (late !== undefined) await pause(late.milliseconds)
    const { headers, body } = this.seal(notification)
    let status = 0
    let answer: string
    try {
      const response = await fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/4.0', ...headers },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      answer = await response.text()
      status = response.status
    } catch (error) {
      answer = `no answer: ${error instanceof Error ? error.name : 'error'}`
    }
    this.kernel.journal.add({
      kind: 'callback',
      method: 'POST',
      path,
      status,
      milliseconds: Math.round(performance.now() - started),
      request: `${notification.eventType} ${notification.resource}`,
      response: answer,
    })
    return status
  }

  private seal(notification: Notification): { headers: Record<string, string>; body: string } {
    const { id, createdAt, eventType, summary, originalType } = notification
    const [how, ...later] = this.nextSpoilings
    this.spoilings.set('next', later)
    const resource =
      how === 'amount' ? notification.resource.replace(/"total":\d+/, '"total":1') : notification.resource
    const sealed = this.keys.seal(resource, originalType)
    if (how === 'ciphertext') sealed.ciphertext = flipped(sealed.ciphertext ?? '')
    const body = JSON.stringify({
      id,
      create_time: beijingTime(createdAt),
      resource_type: 'encrypt-resource',
      event_type: eventType,
      summary,
      resource: { original_type: originalType, ...sealed },
    })
    const headers = this.keys.notificationHeaders(body)
    if (how === 'probe') headers['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${headers['Wechatpay-Signature']}`
    if (how === 'serial') headers['Wechatpay-Serial'] = 'PUB_KEY_ID_0000000000000000000000000000000000'
    if (how === 'stale') headers['Wechatpay-Timestamp'] = String(Math.floor(Date.now() / 1000) - 3600)
    return { headers, body: how === 'body' ? `${body} ` : body }
  }
}

/** One bit of the first byte, so that only the tag can tell. */
function flipped(ciphertext: string): string {
  const bytes = Buffer.from(ciphertext, 'base64')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return bytes.toString('base64')
}
