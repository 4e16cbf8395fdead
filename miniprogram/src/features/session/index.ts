import { createApi, createPublicCall } from '@/lib/api'
import type { AppConfig, Me } from '@/lib/contract'
import { toFailure } from '@/lib/errors'
import { randomId } from '@/lib/random-id'
import { createSession } from '@/lib/session'
import { createStore, useStore } from '@/lib/store'
import { createTracker } from '@/lib/tracker'
import { platform } from '@/platform'

const publicCall = createPublicCall({ baseUrl: API_BASE, send: platform.request })

/** Who is here; null until the silent login or `loadMe` has answered. */
const meStore = createStore<Me | null>(null)
export const useMe = (): Me | null => useStore(meStore)
export const currentMe = (): Me | null => meStore.get()
export const setMe = (me: Me): void => meStore.set(me)

let configLoad: Promise<AppConfig> | null = null

/** The app's configuration, fetched once; a failed fetch is tried again by the next caller. Rejects with AppFailure. */
export function appConfig(): Promise<AppConfig> {
  configLoad ??= publicCall('GET /api/consumer/config', {})
    .then((config) => {
      platform.connect(config.wechatHost, config.miniProgramAppid)
      return config
    })
    .catch((error: unknown) => {
      configLoad = null
      throw toFailure(error)
    })
  return configLoad
}

const session = createSession({
  async login() {
    await appConfig()
    const { channel } = platform.launch()
    return publicCall('POST /api/consumer/login', {
      body: { ...(await platform.loginCode()), ...(channel ? { channel } : {}) },
    })
  },
  storage: platform.storage,
  now: Date.now,
  onLogin(me) {
    setMe(me)
    tracker.start()
  },
})

/** Calls the server as the person who is here; logs in silently when needed. */
export const api = createApi({ baseUrl: API_BASE, send: platform.request, session })

export const tracker = createTracker({
  send: (messages, leaving) => api('POST /v1/track', { body: { messages } }, { keepalive: leaving }),
  storage: platform.storage,
  now: () => new Date(),
  newId: randomId,
  schedule: (act, ms) => void setTimeout(act, ms),
})

/** Starts the app's background work: silent login, then tracking; what waits is sent when the app is left. */
export function startSession(): void {
  platform.onVisibility((state) => {
    if (state === 'hidden') void tracker.flush(true)
  })
  session.token().then(
    () => tracker.start(),
    () => undefined, // the page's own call meets the same failure and shows it
  )
}

/** Fetches the person afresh (coupon count, phone). Rejects with AppFailure. */
export async function loadMe(): Promise<Me> {
  const me = await api('GET /api/consumer/me', {})
  meStore.set(me)
  tracker.start()
  return me
}

/** Pictures come as server paths or full addresses; weapp needs full ones. */
export const assetUrl = (url: string): string => (url.startsWith('/') ? API_BASE + url : url)
