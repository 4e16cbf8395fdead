import { TrackRefused } from './types'
import { createWebTracker, judgeStatus } from './web'

function page(status = 200) {
  const calls: { url: string; body: string; headers?: Record<string, string> }[] = []
  const kept = new Map<string, string>()
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
  const tracker = createWebTracker({ url: 'https://guiyi.example.com/', key: 'gyk_x' }, browser)
  const waiting = (): number => (JSON.parse(kept.get('guiyi.tracking') ?? '[]') as unknown[]).length
  return { tracker, calls, listeners, browser, waiting }
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
})

describe('judgeStatus', () => {
  it.each([200, 204])('takes %i as done', (status) => expect(() => judgeStatus(status)).not.toThrow())
  it.each([400, 401, 403, 413])('gives up at %i', (status) => expect(() => judgeStatus(status)).toThrow(TrackRefused))
  it.each([408, 429, 500, 503])('tries again after %i', (status) => {
    expect(() => judgeStatus(status)).toThrow()
    expect(() => judgeStatus(status)).not.toThrow(TrackRefused)
  })
})
