import { createTracker } from './tracker'
import { TrackRefused, type TrackCallBody, type Tracker, type TrackerOptions } from './types'

/** The few parts of a browser that the tracker uses; `shared` itself is compiled without a browser's types. */
interface BrowserReply {
  status: number
}
interface Browser {
  fetch(
    url: string,
    init: { method: string; headers: Record<string, string>; body: string; keepalive: boolean; mode: string },
  ): Promise<BrowserReply>
  localStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void }
  crypto?: { randomUUID?: () => string }
  setTimeout(act: () => void, ms: number): unknown
  navigator: { sendBeacon?: (url: string, body: string) => boolean }
  document: { visibilityState: string; addEventListener(event: string, act: () => void): void }
  addEventListener(event: string, act: () => void): void
}

export interface WebTrackerOptions extends Pick<TrackerOptions, 'askFirst' | 'onDrop' | 'sessionProperty'> {
  /** Where Guiyi runs, such as `https://guiyi.example.com`. */
  url: string
  /** Key of a source of the kind 网页. */
  key: string
}

const FIRST_REFUSAL = 400
const FIRST_FAILURE = 500
/**
 * Worth another try although the answer was a refusal: a time-out, too many at a time, and a key or a website that is not
 * let in, which an operator or the page's next version mends.
 */
const PASSING = new Set([401, 403, 408, 429])

/** @throws TrackRefused when the status says that the same call will never be taken */
export function judgeStatus(status: number): void {
  if (status < FIRST_REFUSAL) return
  if (status < FIRST_FAILURE && !PASSING.has(status)) throw new TrackRefused(String(status))
  throw new Error(String(status))
}

const randomId = (browser: Browser): string =>
  browser.crypto?.randomUUID?.() ??
  Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('')

/** A tracker for a page in `browser` (a window). What waits is sent when the page is hidden or closed. */
export function createWebTracker({ url, key, ...more }: WebTrackerOptions, browser: Browser): Tracker {
  const address = `${url.replace(/\/$/, '')}/v1/track`
  const send = async (body: TrackCallBody, leaving: boolean): Promise<void> => {
    const text = JSON.stringify(body)
    const beacon = browser.navigator.sendBeacon
    if (leaving && beacon) {
      // A beacon has no answer: the messages stay in the queue, go again at the next start, and count once by their ids.
      beacon.call(browser.navigator, `${address}?key=${encodeURIComponent(key)}`, text)
      throw new Error('unanswered')
    }
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
    const { status } = await browser.fetch(address, {
      method: 'POST',
      headers,
      body: text,
      keepalive: leaving,
      mode: 'cors',
    })
    judgeStatus(status)
  }
  const tracker = createTracker({
    ...more,
    send,
    storage: {
      read: (name) => JSON.parse(browser.localStorage.getItem(name) ?? 'null') as unknown,
      write: (name, value) => browser.localStorage.setItem(name, JSON.stringify(value)),
    },
    now: () => new Date(),
    newId: () => randomId(browser),
    schedule: (act, ms) => void browser.setTimeout(act, ms),
    storageKey: 'guiyi.tracking',
  })
  browser.document.addEventListener('visibilitychange', () => {
    if (browser.document.visibilityState === 'hidden') void tracker.flush(true)
  })
  browser.addEventListener('pagehide', () => void tracker.flush(true))
  return tracker
}
