import type { TrackedMessage, TrackStorage } from './types'

/** With no network for days the oldest messages give way. */
export const QUEUE_CAP = 500
const REMEMBERED_IDS = 1_000

/**
 * Messages that wait to be sent, in memory and in storage. Several pages may share a storage: each adds its own and
 * removes only what was acknowledged to it; what both send counts once by its id.
 */
export class MessageQueue {
  private messages: TrackedMessage[]
  private readonly settled = new Set<string>()

  constructor(
    private readonly storage: TrackStorage,
    private readonly key: string,
  ) {
    this.messages = this.stored().slice(-QUEUE_CAP)
  }

  get length(): number {
    return this.messages.length
  }

  /** @returns the messages that had to give way */
  add(message: TrackedMessage): TrackedMessage[] {
    this.messages.push(message)
    const overflow = this.messages.splice(0, Math.max(0, this.messages.length - QUEUE_CAP))
    for (const { id } of overflow) this.remember(id)
    this.keep()
    return overflow
  }

  /** The oldest messages, at most `count` and `characters` of JSON together, but at least one. */
  head(count: number, characters: number): TrackedMessage[] {
    const batch: TrackedMessage[] = []
    let size = 0
    for (const message of this.messages.slice(0, count)) {
      size += JSON.stringify(message).length + 1
      if (batch.length > 0 && size > characters) break
      batch.push(message)
    }
    return batch
  }

  remove(batch: readonly TrackedMessage[]): void {
    const gone = new Set(batch.map(({ id }) => id))
    for (const id of gone) this.remember(id)
    this.messages = this.messages.filter(({ id }) => !gone.has(id))
    this.keep()
  }

  /** Throws away what waits, other pages' messages included. */
  clear(): void {
    for (const { id } of this.messages) this.remember(id)
    this.messages = []
    try {
      this.storage.write(this.key, [])
    } catch {
      // Without storage there is nothing to throw away.
    }
  }

  private remember(id: string): void {
    this.settled.add(id)
    const [oldest] = this.settled
    if (this.settled.size > REMEMBERED_IDS && oldest !== undefined) this.settled.delete(oldest)
  }

  private stored(): TrackedMessage[] {
    try {
      const kept = this.storage.read(this.key)
      return Array.isArray(kept) ? kept.filter(isMessage) : []
    } catch {
      return [] // storage is forbidden or full of somebody else's; memory serves
    }
  }

  private keep(): void {
    const mine = new Set(this.messages.map(({ id }) => id))
    const others = this.stored().filter(({ id }) => !mine.has(id) && !this.settled.has(id))
    try {
      this.storage.write(this.key, [...others, ...this.messages].slice(-QUEUE_CAP))
    } catch {
      // A full storage loses the queue at a restart, not now.
    }
  }
}

const isMessage = (value: unknown): value is TrackedMessage => {
  const message = value as Partial<TrackedMessage> | null
  return typeof message?.id === 'string' && typeof message.event === 'string' && typeof message.time === 'string'
}
