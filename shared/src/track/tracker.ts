import { MessageQueue } from './message-queue'
import { Person } from './person'
import { Wish } from './wish'
import { TrackRefused, type TrackedMessage, type Tracker, type TrackerOptions, type TrackValue } from './types'

/** The queue is sent when it holds this many messages, or this long after the first. */
const FLUSH_AT = 10
const FLUSH_AFTER_MS = 4_000
const BATCH_MESSAGES = 100
const BATCH_CHARACTERS = 400_000
/** What browsers let a page send while it closes. */
const LEAVING_CHARACTERS = 50_000
/** The server takes no larger message. */
const MESSAGE_CHARACTERS = 32_000
const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 5 * 60_000

/**
 * Collects events and brings them to `POST /v1/track`: kept in storage until the server has answered, sent in batches,
 * tried again with growing pauses (2, 4, 8 … seconds up to five minutes, spread by a quarter). A message keeps its id, so
 * one that arrived although its answer was lost, or the app died before it came, counts once.
 */
export function createTracker(options: TrackerOptions): Tracker {
  const { send, storage, now, newId, schedule, random = Math.random, anonymous = true, sessionProperty } = options
  const key = options.storageKey ?? 'tracking'
  const queue = new MessageQueue(storage, key)
  const person = new Person(storage, `${key}.person`, newId)
  const wish = new Wish(storage, `${key}.wish`, options.askFirst === true)
  let started = options.paused !== true
  let waiting = false
  let sending: 'no' | 'calmly' | 'leaving' = 'no'
  let failures = 0

  const wake = (ms: number): void => {
    if (waiting || !started || !wish.granted()) return
    waiting = true
    schedule(() => {
      waiting = false
      void tracker.flush()
    }, ms)
  }

  const messageOf = (event: string, given: Record<string, TrackValue>): TrackedMessage => {
    const at = now()
    const session = person.sessionAt(at.getTime())
    const properties = sessionProperty === undefined ? given : { ...given, [sessionProperty]: session }
    return {
      id: newId(),
      event,
      time: at.toISOString(),
      properties,
      ...(anonymous ? { anonymousId: person.anonymousId } : {}),
      ...(anonymous && person.identities.length > 0 ? { identities: [...person.identities] } : {}),
    }
  }

  /** @returns whether the batch is settled, one way or the other */
  const deliver = async (batch: TrackedMessage[], leaving: boolean): Promise<boolean> => {
    try {
      await send({ messages: batch, sentAt: now().toISOString() }, leaving)
      return true
    } catch (error) {
      if (!(error instanceof TrackRefused)) return false
      options.onDrop?.(batch, 'refused')
      return true
    }
  }

  const tracker: Tracker = {
    track(event, properties = {}) {
      if (!wish.granted()) return null
      const message = messageOf(event, properties)
      if (JSON.stringify(message).length > MESSAGE_CHARACTERS) {
        options.onDrop?.([message], 'too-large')
        return null
      }
      const overflow = queue.add(message)
      if (overflow.length > 0) options.onDrop?.(overflow, 'overflow')
      // After a failure the pause decides; a busy page must not turn it into a hail of tries.
      if (queue.length >= FLUSH_AT && failures === 0) void tracker.flush()
      else wake(FLUSH_AFTER_MS)
      return message.id
    },
    identify(identities) {
      if (wish.granted()) person.name(identities)
    },
    reset() {
      person.forget()
    },
    start() {
      started = true
      wish.grant()
      if (queue.length > 0) wake(FLUSH_AFTER_MS)
    },
    stop() {
      wish.withdraw()
      queue.clear()
      person.erase()
    },
    async flush(leaving = false) {
      if (!started || queue.length === 0 || !wish.granted()) return
      if (sending !== 'no') {
        if (!leaving || sending === 'leaving') return
        // The call under way may die with the page; what it carries counts once all the same.
        sending = 'leaving'
        await deliver(queue.head(BATCH_MESSAGES, LEAVING_CHARACTERS), true)
        return
      }
      sending = leaving ? 'leaving' : 'calmly'
      const batch = queue.head(BATCH_MESSAGES, leaving ? LEAVING_CHARACTERS : BATCH_CHARACTERS)
      const settled = await deliver(batch, leaving)
      sending = 'no'
      if (settled) queue.remove(batch)
      failures = settled ? 0 : failures + 1
      if (queue.length > 0) wake(settled ? FLUSH_AFTER_MS : pauseAfter(failures, random()))
    },
    anonymousId: () => (anonymous && wish.granted() ? person.anonymousId : ''),
    sessionId: () => person.sessionId,
  }
  if (queue.length > 0) wake(FLUSH_AFTER_MS)
  return tracker
}

/** @param chance in [0, 1) */
export const pauseAfter = (failures: number, chance: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)) * (0.75 + chance / 2)
