import { host, hostSandbox } from './host.h5'
import { copy, toast } from './notices.h5'
import { paySheet } from './pay-sheet.h5'
import { routing } from './routing'
import { personId } from './sandbox.h5'
import { PlatformError } from './types'
import type { Platform } from './types'

export { elements } from './elements.h5'

/** Two people of the sandbox may be open in two tabs of one browser. */
const scope = `guyuji.${personId ?? '-'}.`

export const platform: Platform = {
  name: 'h5',
  ...routing,
  connect(wechatHost, appid) {
    host.current = { wechatHost, appid }
  },
  async loginCode() {
    const sandbox = hostSandbox()
    if (!sandbox || !host.current) throw new PlatformError('OPEN_IN_WECHAT')
    return { code: await sandbox.loginCode(host.current.appid), appid: host.current.appid }
  },
  pay(parameters) {
    const sandbox = hostSandbox()
    if (!sandbox) return Promise.reject(new PlatformError('OPEN_IN_WECHAT'))
    return paySheet(sandbox, parameters)
  },
  async request({ method, url, headers, body, timeoutMs, keepalive }) {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), timeoutMs)
    try {
      const reply = await fetch(url, {
        method,
        headers,
        signal: abort.signal,
        keepalive: keepalive ?? false,
        ...(body === undefined ? {} : { body }),
      })
      const json: unknown = await reply.json().catch(() => null)
      return { status: reply.status, body: json }
    } catch (cause) {
      throw new PlatformError(abort.signal.aborted ? 'TIMED_OUT' : 'NETWORK_FAILED', { cause })
    } finally {
      clearTimeout(timer)
    }
  },
  storage: {
    read<T>(key: string): T | null {
      const text = window.localStorage.getItem(scope + key)
      try {
        return text === null ? null : (JSON.parse(text) as T)
      } catch {
        return null // someone else's value under our name
      }
    },
    write: (key, value) => window.localStorage.setItem(scope + key, JSON.stringify(value)),
    remove: (key) => window.localStorage.removeItem(scope + key),
  },
  launch: () => ({ channel: new URLSearchParams(window.location.search).get('channel') }),
  toast,
  copy,
  setTitle(title) {
    document.title = title
  },
  scrollTo(id) {
    document.getElementById(id)?.scrollIntoView({ behavior: 'smooth', block: 'center' })
  },
  onVisibility(listener) {
    const changed = () => listener(document.visibilityState === 'hidden' ? 'hidden' : 'visible')
    const left = () => listener('hidden')
    document.addEventListener('visibilitychange', changed)
    window.addEventListener('pagehide', left)
    return () => {
      document.removeEventListener('visibilitychange', changed)
      window.removeEventListener('pagehide', left)
    }
  },
  canSubscribe: false,
  subscribe: () => Promise.resolve([]),
  previewImage: null,
  stopPullDown() {
    // The browser's own pull-down reloads the page.
  },
  report(error) {
    console.error(error)
  },
}
