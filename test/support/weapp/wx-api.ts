interface WxOptions {
  url?: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  success?: (result: object) => void
  fail?: (result: object) => void
  complete?: (result: object) => void
  [key: string]: unknown
}

/** The page moves that `wx.navigateTo` and its like lead to. */
export interface Navigator {
  navigateTo(url: string): void
  redirectTo(url: string): void
  navigateBack(delta: number): void
  switchTab(url: string): void
  reLaunch(url: string): void
}

export interface WxHostParts {
  navigator: Navigator
  /** Rewrites the address that the build was made for. */
  mapUrl(url: string): string
  launchOptions(): object
  storage: Map<string, unknown>
  appid: string
  /** What becomes of the payment sheet; throwing is how it fails (`cancel` for a person who closes it). */
  paymentSheet(): void
  /** Each call of an asynchronous wx API, in order. */
  calls: { name: string; options: Record<string, unknown> }[]
  appListeners: Record<'show' | 'hide', Set<() => void>>
}

const WINDOW = {
  platform: 'devtools',
  SDKVersion: '3.8.0',
  windowWidth: 375,
  windowHeight: 667,
  screenWidth: 375,
  screenHeight: 667,
  pixelRatio: 2,
  statusBarHeight: 20,
  language: 'zh_CN',
  system: 'iOS 17',
  brand: 'simulator',
  model: 'simulator',
  fontSizeSetting: 16,
  version: '8.0.50',
  safeArea: { top: 20, left: 0, right: 375, bottom: 667, width: 375, height: 647 },
} as const

const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/**
 * The `wx` object: real HTTP for `request`, one-use login codes, storage in memory. What is missing is undefined, as on an old base library;
 * only `on…`/`off…` listeners are accepted silently.
 */
export function createWx(parts: WxHostParts): object {
  let logins = 0

  function asynchronous(name: string, act: (options: WxOptions) => object | void) {
    return (options: WxOptions = {}) => {
      parts.calls.push({ name, options: copy(options) as Record<string, unknown> })
      queueMicrotask(() => {
        try {
          const result = { errMsg: `${name}:ok`, ...act(options) }
          options.success?.(result)
          options.complete?.(result)
        } catch (error) {
          const result = { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` }
          options.fail?.(result)
          options.complete?.(result)
        }
      })
    }
  }

  function request(options: WxOptions) {
    const method = (options.method ?? 'GET').toUpperCase()
    const body =
      options.data === undefined || method === 'GET'
        ? undefined
        : typeof options.data === 'string'
          ? options.data
          : JSON.stringify(options.data)
    const abort = new AbortController()
    fetch(parts.mapUrl(String(options.url)), {
      method,
      headers: { 'content-type': 'application/json', ...options.header },
      signal: abort.signal,
      ...(body === undefined ? {} : { body }),
    })
      .then(async (reply) => {
        const text = await reply.text()
        let data: unknown = text
        try {
          data = JSON.parse(text)
        } catch {
          // WeChat hands over the text when it is no JSON
        }
        return {
          data,
          statusCode: reply.status,
          header: { 'content-type': reply.headers.get('content-type') ?? '' },
          cookies: [],
          errMsg: 'request:ok',
        }
      })
      .then(
        (result) => {
          options.success?.(result)
          options.complete?.(result)
        },
        (error: unknown) => {
          const result = { errMsg: `request:fail ${String(error)}` }
          options.fail?.(result)
          options.complete?.(result)
        },
      )
    return {
      abort: () => abort.abort(),
      onHeadersReceived() {},
      offHeadersReceived() {},
      onChunkReceived() {},
      offChunkReceived() {},
    }
  }

  const { navigator, storage, appListeners } = parts
  const wx: Record<string, unknown> = {
    request,
    login: asynchronous('login', () => ({ code: `login-code-${++logins}` })),
    navigateTo: asynchronous('navigateTo', ({ url }) => navigator.navigateTo(String(url))),
    redirectTo: asynchronous('redirectTo', ({ url }) => navigator.redirectTo(String(url))),
    switchTab: asynchronous('switchTab', ({ url }) => navigator.switchTab(String(url))),
    reLaunch: asynchronous('reLaunch', ({ url }) => navigator.reLaunch(String(url))),
    navigateBack: asynchronous('navigateBack', ({ delta }) => navigator.navigateBack(Number(delta ?? 1))),
    requestSubscribeMessage: asynchronous('requestSubscribeMessage', ({ tmplIds }) =>
      Object.fromEntries((tmplIds as string[]).map((id) => [id, 'accept'])),
    ),
    requestPayment: asynchronous('requestPayment', () => parts.paymentSheet()),
    getStorageSync: (key: string) => copy(storage.get(key)) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, copy(value)),
    removeStorageSync: (key: string) => void storage.delete(key),
    getSystemInfoSync: () => WINDOW,
    getWindowInfo: () => WINDOW,
    getDeviceInfo: () => WINDOW,
    getAppBaseInfo: () => WINDOW,
    getMenuButtonBoundingClientRect: () => ({ top: 24, bottom: 56, left: 281, right: 368, width: 87, height: 32 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: parts.appid, envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: parts.launchOptions,
    getEnterOptionsSync: parts.launchOptions,
    canIUse: () => true,
    nextTick: (act: () => void) => queueMicrotask(act),
    env: { USER_DATA_PATH: 'wxfile://usr' },
    onAppShow: (act: () => void) => void appListeners.show.add(act),
    onAppHide: (act: () => void) => void appListeners.hide.add(act),
    offAppShow: (act: () => void) => void appListeners.show.delete(act),
    offAppHide: (act: () => void) => void appListeners.hide.delete(act),
  }
  for (const name of [
    'showToast',
    'hideToast',
    'setNavigationBarTitle',
    'setClipboardData',
    'pageScrollTo',
    'stopPullDownRefresh',
    'previewImage',
    'showShareMenu',
  ]) {
    wx[name] = asynchronous(name, () => undefined)
  }
  return new Proxy(wx, {
    get: (target, key) =>
      typeof key === 'string' && !(key in target) && /^(on|off)[A-Z]/.test(key)
        ? () => undefined
        : target[key as string],
  })
}
