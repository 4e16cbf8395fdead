import { PlatformError } from './types'
import type { Platform } from './types'

export { elements } from './elements'

const memory = new Map<string, unknown>()
const nothing = () => undefined

/** No WeChat and no browser: what type checks and unit tests see. */
export const platform: Platform = {
  name: 'none',
  connect: nothing,
  loginCode: () => Promise.reject(new PlatformError('OPEN_IN_WECHAT')),
  pay: () => Promise.reject(new PlatformError('OPEN_IN_WECHAT')),
  request: () => Promise.reject(new PlatformError('NETWORK_FAILED')),
  storage: {
    read: <T,>(key: string) => (memory.get(key) as T | undefined) ?? null,
    write: (key, value) => void memory.set(key, value),
    remove: (key) => void memory.delete(key),
  },
  launch: () => ({ channel: null }),
  open: nothing,
  openTab: nothing,
  replace: nothing,
  back: nothing,
  toast: nothing,
  copy: nothing,
  setTitle: nothing,
  scrollTo: nothing,
  onVisibility: () => nothing,
  canSubscribe: false,
  subscribe: () => Promise.resolve([]),
  previewImage: null,
  stopPullDown: nothing,
  report: nothing,
}
