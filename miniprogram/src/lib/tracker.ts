import type { TrackMessage, TrackReply } from './contract'
import { AppFailure } from './errors'

interface TrackerParts {
  /** Sends one batch; rejects with AppFailure. */
  send(messages: TrackMessage[], leaving: boolean): Promise<TrackReply>
  storage: { read<T>(key: string): T | null; write(key: string, value: unknown): void }
  now(): Date
  newId(): string
  schedule(act: () => void, ms: number): void
}

export interface Tracker {
  /** Notes one event; nothing is sent before `start`. */
  track(event: string, properties: Record<string, string | number>): void
  /** The person is known from here on. */
  start(): void
  /** Sends what waits. `leaving` lets the request outlive the page. Never rejects. */
  flush(leaving?: boolean): Promise<void>
}

const KEY = 'tracking'
/** The queue is sent when it holds this many messages, or this long after the first. */
const FLUSH_AT = 10
const FLUSH_AFTER_MS = 4_000
const RETRY_AFTER_MS = 15_000
/** `POST /v1/track` takes at most this many. */
const BATCH_LIMIT = 100
/** With no network for days the oldest messages give way. */
const QUEUE_CAP = 500

/** A refusal that sending the same batch again cannot cure. */
const isHopeless = (error: unknown) =>
  error instanceof AppFailure && error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status)

/**
 * The tracking queue: kept in storage, sent in batches, retried after a failure. Every message carries its own id, so a batch that
 * arrived although its answer was lost counts once on the server.
 */
export function createTracker({ send, storage, now, newId, schedule }: TrackerParts): Tracker {
  let queue: TrackMessage[] = storage.read<TrackMessage[]>(KEY) ?? []
  let started = false
  let waiting = false
  let sending = false

  const keep = () => storage.write(KEY, queue)

  const wake = (ms: number) => {
    if (waiting || !started) return
    waiting = true
    schedule(() => {
      waiting = false
      void tracker.flush()
    }, ms)
  }

  const tracker: Tracker = {
    track(event, properties) {
      queue.push({ id: newId(), event, time: now().toISOString(), properties })
      queue = queue.slice(-QUEUE_CAP)
      keep()
      if (queue.length >= FLUSH_AT) void tracker.flush()
      else wake(FLUSH_AFTER_MS)
    },
    start() {
      started = true
      if (queue.length > 0) wake(FLUSH_AFTER_MS)
    },
    async flush(leaving = false) {
      if (!started || sending || queue.length === 0) return
      sending = true
      const batch = queue.slice(0, BATCH_LIMIT)
      let done = true
      try {
        await send(batch, leaving)
      } catch (error) {
        done = isHopeless(error)
      } finally {
        sending = false
      }
      if (done) {
        const sent = new Set(batch.map((message) => message.id))
        queue = queue.filter((message) => !sent.has(message.id))
        keep()
      }
      if (queue.length > 0) wake(done ? FLUSH_AFTER_MS : RETRY_AFTER_MS)
    },
  }
  return tracker
}
