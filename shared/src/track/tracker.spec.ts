import { createTracker, pauseAfter } from './tracker'
import { TrackRefused, type TrackCallBody, type TrackerOptions } from './types'

const NOW = new Date('2026-04-20T04:00:00.000Z')

/** A server that counts every id once, as the real one does. */
class Server {
  readonly calls: TrackCallBody[] = []
  readonly counted = new Set<string>()
  /** What happens to the next calls: the request is lost, the answer is lost, or the call is refused. */
  mood: 'well' | 'request-lost' | 'answer-lost' | 'refuses' = 'well'

  readonly send = (body: TrackCallBody): Promise<void> => {
    this.calls.push(structuredClone(body))
    if (this.mood === 'request-lost') return Promise.reject(new Error('offline'))
    if (this.mood === 'refuses') return Promise.reject(new TrackRefused('400'))
    for (const { id } of body.messages) this.counted.add(id)
    return this.mood === 'answer-lost' ? Promise.reject(new Error('reset')) : Promise.resolve()
  }
}

function harness({
  kept = new Map<string, unknown>(),
  server = new Server(),
  ...more
}: {
  kept?: Map<string, unknown>
  server?: Server
} & Partial<TrackerOptions> = {}) {
  const timers: { act: () => void; ms: number }[] = []
  const dropped: string[] = []
  const clock = { now: NOW.getTime() }
  let ids = 0
  const run = Math.random().toString(36).slice(2, 6)
  const tracker = createTracker({
    send: server.send,
    storage: {
      read: (key) => structuredClone(kept.get(key)),
      write: (key, value) => void kept.set(key, structuredClone(value)),
    },
    now: () => new Date(clock.now),
    newId: () => `${run}-${++ids}`,
    schedule: (act, ms) => void timers.push({ act, ms }),
    random: () => 0.5,
    onDrop: (messages, reason) => void dropped.push(...messages.map(() => reason)),
    ...more,
  })
  return {
    tracker,
    server,
    timers,
    kept,
    dropped,
    clock,
    track: (count: number) => Array.from({ length: count }, (_, index) => tracker.track('read', { n: index })),
    waiting: () => (kept.get('tracking') as unknown[] | undefined)?.length ?? 0,
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('createTracker', () => {
  it('sends after four seconds, or at ten messages without waiting', async () => {
    const { tracker, server, timers, track } = harness()
    track(3)
    expect(server.calls).toHaveLength(0)
    expect(timers.map(({ ms }) => ms)).toEqual([4_000])
    timers[0]?.act()
    await settle()
    expect(server.calls[0]?.messages).toHaveLength(3)
    expect(server.calls[0]).toMatchObject({
      sentAt: NOW.toISOString(),
      messages: [{ event: 'read', properties: { n: 0 } }, {}, {}],
    })
    track(10)
    await settle()
    expect(server.calls[1]?.messages).toHaveLength(10)
    await tracker.flush()
    expect(server.calls).toHaveLength(2)
  })

  it('sends nothing before it is started', async () => {
    const { tracker, server, timers, track } = harness({ paused: true })
    track(12)
    await tracker.flush()
    expect(server.calls).toEqual([])
    expect(timers).toEqual([])
    tracker.start()
    timers[0]?.act()
    await settle()
    expect(server.calls[0]?.messages).toHaveLength(12)
  })

  it('tries again with the same ids after growing pauses', async () => {
    const { tracker, server, timers, track, waiting } = harness()
    server.mood = 'request-lost'
    track(3)
    const pauses: (number | undefined)[] = []
    timers.pop()?.act()
    for (let turn = 0; turn < 3; turn += 1) {
      await settle()
      pauses.push(timers.at(-1)?.ms)
      timers.pop()?.act()
    }
    await settle()
    expect(pauses).toEqual([2_000, 4_000, 8_000])
    expect(new Set(server.calls.map(({ messages }) => JSON.stringify(messages))).size).toBe(1)
    expect(waiting()).toBe(3)
    server.mood = 'well'
    await tracker.flush()
    expect(waiting()).toBe(0)
    expect(server.counted.size).toBe(3)
  })

  it('does not hail a server that is away', async () => {
    const { server, track } = harness()
    server.mood = 'request-lost'
    track(10)
    await settle()
    track(40)
    await settle()
    expect(server.calls).toHaveLength(1)
  })

  it('counts once what arrived although its answer was lost', async () => {
    const { tracker, server, track } = harness()
    server.mood = 'answer-lost'
    track(3)
    await tracker.flush()
    server.mood = 'well'
    await tracker.flush()
    expect(server.calls).toHaveLength(2)
    expect(server.calls[1]?.messages).toEqual(server.calls[0]?.messages)
    expect(server.counted.size).toBe(3)
  })

  it('counts once when the app dies between sending and the answer', async () => {
    const first = harness()
    const never = new Promise<void>(() => undefined)
    const dying = harness({
      kept: first.kept,
      send: (body) => {
        void first.server.send(body)
        return never
      },
    })
    dying.track(4)
    void dying.tracker.flush()
    await settle()
    expect(first.server.counted.size).toBe(4)
    // The next start finds the queue as it was.
    const next = harness({ kept: first.kept, server: first.server })
    await next.tracker.flush()
    expect(first.server.calls).toHaveLength(2)
    expect(first.server.counted.size).toBe(4)
    expect(next.waiting()).toBe(0)
  })

  it('gives up what the server will never take, and says so', async () => {
    const { tracker, server, track, waiting, dropped } = harness()
    server.mood = 'refuses'
    track(2)
    await tracker.flush()
    expect(waiting()).toBe(0)
    expect(dropped).toEqual(['refused', 'refused'])
  })

  it('sends at most a hundred at once, lets the oldest go beyond five hundred, and refuses a monster', async () => {
    const { tracker, server, track, dropped } = harness({ paused: true })
    track(520)
    expect(dropped).toHaveLength(20)
    expect(tracker.track('read', { text: 'x'.repeat(40_000) })).toBeNull()
    expect(dropped.at(-1)).toBe('too-large')
    tracker.start()
    await tracker.flush()
    expect(server.calls[0]?.messages).toHaveLength(100)
    expect(server.calls[0]?.messages[0]?.properties).toEqual({ n: 20 })
  })

  it('sends little while the page closes, and never two batches at once', async () => {
    const { tracker, server } = harness({ paused: true })
    for (let index = 0; index < 8; index += 1) tracker.track('read', { text: 'x'.repeat(10_000) })
    tracker.start()
    await Promise.all([tracker.flush(true), tracker.flush(true)])
    expect(server.calls).toHaveLength(1)
    expect(JSON.stringify(server.calls[0]).length).toBeLessThan(64_000)
  })

  it('shares its storage with a second page without losing messages of either', async () => {
    const kept = new Map<string, unknown>()
    const one = harness({ kept })
    const two = harness({ kept, server: one.server })
    one.track(2)
    two.track(3)
    expect(one.waiting()).toBe(5)
    await one.tracker.flush()
    expect(one.waiting()).toBe(3)
    await two.tracker.flush()
    expect(one.server.counted.size).toBe(5)
    expect(one.waiting()).toBe(0)
  })

  it('works without a storage', async () => {
    const broken = (): never => {
      throw new Error('quota')
    }
    const { tracker, server, track } = harness({ storage: { read: broken, write: broken } })
    track(2)
    await tracker.flush()
    expect(server.counted.size).toBe(2)
  })

  it('is one device until it is reset, and names the person from then on', async () => {
    const { tracker, server, kept } = harness()
    const device = tracker.anonymousId()
    expect(harness({ kept }).tracker.anonymousId()).toBe(device)
    tracker.track('before')
    tracker.identify([{ kind: 'member_no', scope: 'shop', value: '1' }])
    tracker.identify([{ kind: 'phone', value: 'p' }])
    tracker.track('after')
    tracker.reset()
    tracker.track('stranger')
    await tracker.flush()
    const [before, after, stranger] = server.calls[0]?.messages ?? []
    expect(before).toMatchObject({ anonymousId: device })
    expect(before?.identities).toBeUndefined()
    expect(after?.identities?.map(({ kind }) => kind)).toEqual(['phone', 'member_no'])
    expect(stranger?.anonymousId).not.toBe(device)
    expect(stranger?.identities).toBeUndefined()
  })

  it('says nothing of the device where a token says who it is', async () => {
    const { tracker, server } = harness({ anonymous: false })
    tracker.track('read')
    await tracker.flush()
    expect(Object.keys(server.calls[0]?.messages[0] ?? {})).toEqual(['id', 'event', 'time', 'properties'])
  })

  it('begins a new session after half an hour without an event', async () => {
    const { tracker, server, clock } = harness({ sessionProperty: 'session' })
    tracker.track('a')
    clock.now += 29 * 60_000
    tracker.track('b')
    clock.now += 31 * 60_000
    tracker.track('c')
    await tracker.flush()
    const sessions = server.calls[0]?.messages.map(({ properties }) => properties['session'])
    expect(sessions?.[0]).toBe(sessions?.[1])
    expect(sessions?.[2]).not.toBe(sessions?.[1])
  })
})

describe('pauseAfter', () => {
  it('doubles from two seconds to five minutes, spread by a quarter', () => {
    expect([1, 2, 3, 20].map((failures) => pauseAfter(failures, 0.5))).toEqual([2_000, 4_000, 8_000, 300_000])
    expect(pauseAfter(1, 0)).toBe(1_500)
    expect(pauseAfter(1, 0.999)).toBeCloseTo(2_500, -1)
  })
})
