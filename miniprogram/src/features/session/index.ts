import { createTracker, TrackRefused } from '@guiyi/shared'
import { createPersonalApi, createPublicApi } from '@/lib/api'
import type { AppConfig, Me } from '@/lib/contract'
import { isHopeless } from '@/lib/errors'
import { randomId } from '@/lib/random-id'
import { createSession } from '@/lib/session'
import { createStore, useStore } from '@/lib/store'
import { platform } from '@/platform'

const wire = { baseUrl: API_BASE, send: platform.request }
const publicApi = createPublicApi(wire)

/** Who is here; null until the silent login or `loadMe` has answered. */
const meStore = createStore<Me | null>(null)
export const useMe = (): Me | null => useStore(meStore)
export const currentMe = (): Me | null => meStore.get()
export const setMe = (me: Me): void => meStore.set(me)

let configLoad: Promise<AppConfig> | null = null

/** The app's configuration, fetched once; a failed fetch is tried again by the next caller. Rejects with AppFailure. */
export function appConfig(): Promise<AppConfig> {
  configLoad ??= publicApi
    .get('/api/consumer/config')
    .then((config) => {
      const { kind, url } = config.wechatHost
      platform.connect(kind === 'sandbox' && url ? { kind, url } : { kind: 'wechat' }, config.miniProgramAppid)
      return config
    })
    .catch((error: unknown) => {
      configLoad = null
      throw error
    })
  return configLoad
}

const session = createSession({
  async login() {
    await appConfig()
    const { channel } = platform.launch()
    return publicApi.post('/api/consumer/login', {
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
export const api = createPersonalApi({ ...wire, session, newId: randomId })

/** The same for requests that must survive the app being left. */
const partingApi = createPersonalApi({ ...wire, session, newId: randomId, keepalive: true })

export const tracker = createTracker({
  async send(body, leaving) {
    try {
      await (leaving ? partingApi : api).post('/v1/track', { body })
    } catch (error) {
      throw isHopeless(error) ? new TrackRefused() : error
    }
  },
  storage: platform.storage,
  now: () => new Date(),
  newId: randomId,
  schedule: (act, ms) => void setTimeout(act, ms),
  // The log-in token says who it is.
  anonymous: false,
  paused: true,
})

/** Starts the app's background work: silent login, who is here, then tracking; what waits is sent when the app is left. */
export function startSession(): void {
  platform.onVisibility((state) => {
    if (state === 'hidden') void tracker.flush(true)
  })
  session
    .token()
    .then(() => currentMe() ?? loadMe())
    .catch(() => undefined) // the page's own call meets the same failure and shows it
}

/** Fetches the person afresh (coupon count, phone). Rejects with AppFailure. */
export async function loadMe(): Promise<Me> {
  const me = await api.get('/api/consumer/me')
  meStore.set(me)
  tracker.start()
  return me
}

/** Pictures come as server paths or full addresses; weapp needs full ones. */
export const assetUrl = (url: string): string => (url.startsWith('/') ? API_BASE + url : url)
