import { TrackRefused } from './types'
import { createWebTracker, judgeStatus } from './web'

interface PageOptions {
  status?: number
  /** The storage of the browser. */
  kept?: Map<string, string>
  askFirst?: boolean
}

function page({ status = 200, kept = new Map<string, string>(), ...options }: PageOptions = {}) {
  const calls: { url: string; body: string; headers?: Record<string, string> }[] = []
  const listeners: Record<string, () => void> = {}
  const browser = {
    fetch: (url: string, init: { headers: Record<string, string>; body: string }) => {
      calls.push({ url, body: init.body, headers: init.headers })
      return Promise.resolve({ status })
    },
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    setTimeout: () => 0,
    navigator: {
      sendBeacon: (url: string, body: string) => {
        calls.push({ url, body })
        return true
      },
    },
    document: {
      visibilityState: 'visible',
      addEventListener: (event: string, act: () => void) => void (listeners[event] = act),
    },
    addEventListener: (event: string, act: () => void) => void (listeners[event] = act),
  }
  const tracker = createWebTracker({ url: 'https://guiyi.example.com/', key: 'gyk_x', ...options }, browser)
  const waiting = (): number => (JSON.parse(kept.get('guiyi.tracking') ?? '[]') as unknown[]).length
  return { tracker, calls, listeners, browser, waiting, kept }
}

describe('createWebTracker', () => {
  it('sends with the key in a header', async () => {
    const { tracker, calls, waiting } = page()
    tracker.track('view_page', { path: '/' })
    await tracker.flush()
    expect(calls).toMatchObject([
      { url: 'https://guiyi.example.com/v1/track', headers: { authorization: 'Bearer gyk_x' } },
    ])
    expect(waiting()).toBe(0)
  })

  it('leaves a beacon behind when the page closes, and keeps the messages since no answer comes', () => {
    const { tracker, calls, listeners, browser, waiting } = page()
    tracker.track('view_page')
    browser.document.visibilityState = 'hidden'
    listeners['visibilitychange']?.()
    expect(calls.map(({ url }) => url)).toEqual(['https://guiyi.example.com/v1/track?key=gyk_x'])
    expect(waiting()).toBe(1)
  })

  it('leaves a beacon behind although a call is under way', async () => {
    const { tracker, calls, listeners } = page()
    tracker.track('view_page')
    const underWay = tracker.flush()
    listeners['pagehide']?.()
    expect(calls.map(({ url }) => url)).toEqual([
      'https://guiyi.example.com/v1/track',
      'https://guiyi.example.com/v1/track?key=gyk_x',
    ])
    expect(calls[1]?.body).toContain('view_page')
    await underWay
  })

  it('keeps nothing on the device before the person has agreed, and nothing after she took it back', async () => {
    const kept = new Map<string, string>()
    const first = page({ kept, askFirst: true })
    expect(first.tracker.track('view_page')).toBeNull()
    first.tracker.identify([{ kind: 'member_no', scope: 'shop', value: '7' }])
    await first.tracker.flush()
    expect([...kept]).toEqual([])
    first.tracker.start()
    expect(first.tracker.track('view_page')).not.toBeNull()
    // She agreed on an earlier visit.
    const second = page({ kept, askFirst: true })
    expect(second.tracker.track('view_page')).not.toBeNull()
    second.tracker.stop()
    expect(first.tracker.track('view_page')).toBeNull()
    await Promise.all([first.tracker.flush(), second.tracker.flush()])
    expect([...first.calls, ...second.calls]).toEqual([])
    expect(JSON.stringify([...kept])).not.toMatch(/view_page|anonymousId/)
    expect(page({ kept }).tracker.track('view_page')).toBeNull()
  })

  it('knows with the next event who logged in on another page', () => {
    const kept = new Map<string, string>()
    const [one, other] = [page({ kept }), page({ kept })]
    one.tracker.track('view_page')
    other.tracker.identify([{ kind: 'member_no', scope: 'shop', value: '7' }])
    one.tracker.track('add_to_cart')
    const messages = JSON.parse(kept.get('guiyi.tracking') ?? '[]') as { event: string; identities?: object[] }[]
    expect(messages.find(({ event }) => event === 'add_to_cart')?.identities).toEqual([
      { kind: 'member_no', scope: 'shop', value: '7' },
    ])
    one.tracker.reset()
    expect(other.tracker.anonymousId()).toBe(one.tracker.anonymousId())
  })
})

describe('judgeStatus', () => {
  it.each([200, 204])('takes %i as done', (status) => expect(() => judgeStatus(status)).not.toThrow())
  it.each([400, 404, 413])('gives up at %i', (status) => expect(() => judgeStatus(status)).toThrow(TrackRefused))
  it.each([401, 403, 408, 429, 500, 503])('tries again after %i', (status) => {
    expect(() => judgeStatus(status)).toThrow()
    expect(() => judgeStatus(status)).not.toThrow(TrackRefused)
  })
})
