import type { TrackMessage } from './contract'
import { AppFailure } from './errors'
import { createTracker } from './tracker'

const NOW = new Date('2026-04-20T04:00:00.000Z')

function harness(kept = new Map<string, unknown>()) {
  const batches: TrackMessage[][] = []
  const timers: { act: () => void; ms: number }[] = []
  let failure: AppFailure | null = null
  let ids = 0
  const tracker = createTracker({
    send(messages) {
      batches.push(messages)
      return failure
        ? Promise.reject(failure)
        : Promise.resolve({ accepted: messages.length, duplicates: 0, rejected: [] })
    },
    storage: {
      read: <T>(key: string) => (kept.get(key) as T | undefined) ?? null,
      write: (key, value) => void kept.set(key, structuredClone(value)),
    },
    now: () => NOW,
    newId: () => `id-${++ids}`,
    schedule: (act, ms) => void timers.push({ act, ms }),
  })
  return {
    tracker,
    batches,
    timers,
    kept,
    fail: (next: AppFailure | null) => (failure = next),
    track: (count: number) =>
      Array.from({ length: count }, (_, index) => tracker.track('read_content', { content_id: String(index) })),
    waiting: () => (kept.get('tracking') as TrackMessage[] | undefined)?.length ?? 0,
  }
}

describe('tracker', () => {
  it('waits for the person to be known, then sends what gathered', async () => {
    const { tracker, batches, timers, track } = harness()
    track(2)
    await tracker.flush()
    expect(batches).toEqual([])
    expect(timers).toEqual([])
    tracker.start()
    timers[0]?.act()
    expect(batches).toEqual([
      [
        { id: 'id-1', event: 'read_content', time: NOW.toISOString(), properties: { content_id: '0' } },
        { id: 'id-2', event: 'read_content', time: NOW.toISOString(), properties: { content_id: '1' } },
      ],
    ])
  })

  it('sends at ten messages without waiting for the clock', () => {
    const { tracker, batches, track } = harness()
    tracker.start()
    track(9)
    expect(batches).toHaveLength(0)
    track(1)
    expect(batches[0]).toHaveLength(10)
  })

  it('keeps the messages and their ids after a failure, and sends the same ones again later', async () => {
    const { tracker, batches, timers, track, fail, waiting } = harness()
    tracker.start()
    track(3)
    fail(new AppFailure('NETWORK_FAILED', ''))
    await tracker.flush()
    expect(waiting()).toBe(3)
    expect(timers.at(-1)?.ms).toBeGreaterThan(0)
    fail(null)
    await tracker.flush()
    expect(batches[1]?.map(({ id }) => id)).toEqual(batches[0]?.map(({ id }) => id))
    expect(waiting()).toBe(0)
  })

  it('gives up a batch that the server will never take, and keeps one it was too busy for', async () => {
    const { tracker, track, fail, waiting } = harness()
    tracker.start()
    track(2)
    fail(new AppFailure('TOO_MANY_REQUESTS', '', 429))
    await tracker.flush()
    expect(waiting()).toBe(2)
    fail(new AppFailure('VALIDATION_FAILED', '', 400))
    await tracker.flush()
    expect(waiting()).toBe(0)
  })

  it('survives a restart of the app', async () => {
    const { kept, track } = harness()
    track(2)
    const next = harness(kept)
    next.tracker.start()
    await next.tracker.flush()
    expect(next.batches[0]).toHaveLength(2)
    expect(next.waiting()).toBe(0)
  })

  it('sends at most a hundred at once and lets the oldest go beyond five hundred', async () => {
    const { tracker, batches, track } = harness()
    track(520)
    tracker.start()
    await tracker.flush()
    expect(batches[0]).toHaveLength(100)
    expect(batches[0]?.[0]?.id).toBe('id-21')
  })

  it('never sends two batches at once', async () => {
    const { tracker, batches, track } = harness()
    tracker.start()
    track(4)
    await Promise.all([tracker.flush(), tracker.flush()])
    expect(batches).toHaveLength(1)
  })
})
