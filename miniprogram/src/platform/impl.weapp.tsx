import Taro from '@tarojs/taro'
import { routing } from './routing'
import { PlatformError } from './types'
import type { Platform } from './types'

export { elements } from './elements.weapp'

/** Launch query: `channel` of a link, or `scene` of a mini-program code (URL-encoded by WeChat). */
function launchChannel(): string | null {
  const query = new Map(Object.entries<unknown>(Taro.getLaunchOptionsSync().query ?? {}))
  const given = query.get('channel') ?? query.get('scene')
  return typeof given === 'string' && given !== '' ? decodeURIComponent(given) : null
}

export const platform: Platform = {
  name: 'weapp',
  ...routing,
  connect() {
    // WeChat is right here; nothing to find.
  },
  async loginCode() {
    const { code } = await Taro.login().catch((cause: unknown) => {
      throw new PlatformError('LOGIN_CODE_FAILED', { cause })
    })
    return { code, appid: Taro.getAccountInfoSync().miniProgram.appId }
  },
  pay({ timeStamp, nonceStr, package: prepaid, signType, paySign }) {
    // Taro hands this call to WeChat as it is, and what that returns depends on its base library: callbacks always work.
    return new Promise((resolve) => {
      void Taro.requestPayment({
        timeStamp,
        nonceStr,
        package: prepaid,
        signType,
        paySign,
        success: () => resolve('paid'),
        fail: ({ errMsg }) => resolve(errMsg.includes('cancel') ? 'cancelled' : 'failed'),
      })
    })
  },
  async request({ method, url, headers, body, timeoutMs }) {
    try {
      const reply = await Taro.request<unknown>({
        method,
        url,
        header: headers,
        timeout: timeoutMs,
        ...(body === undefined ? {} : { data: body }),
      })
      return { status: reply.statusCode, body: typeof reply.data === 'object' ? reply.data : null }
    } catch (cause) {
      const text = (cause as { errMsg?: string } | null)?.errMsg ?? ''
      throw new PlatformError(text.includes('timeout') ? 'TIMED_OUT' : 'NETWORK_FAILED', { cause })
    }
  },
  storage: {
    read<T>(key: string): T | null {
      const value: T | '' = Taro.getStorageSync(key)
      return value === '' ? null : value
    },
    write: (key, value) => Taro.setStorageSync(key, value),
    remove: (key) => Taro.removeStorageSync(key),
  },
  launch: () => ({ channel: launchChannel() }),
  toast(text) {
    void Taro.showToast({ title: text, icon: 'none', duration: 2200 })
  },
  copy(text, done) {
    void Taro.setClipboardData({ data: text }).then(() => Taro.showToast({ title: done, icon: 'none' }))
  },
  setTitle(title) {
    void Taro.setNavigationBarTitle({ title })
  },
  scrollTo(id) {
    void Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -80, duration: 250 })
  },
  onVisibility(listener) {
    const shown = () => listener('visible')
    const hidden = () => listener('hidden')
    Taro.onAppShow(shown)
    Taro.onAppHide(hidden)
    return () => {
      Taro.offAppShow(shown)
      Taro.offAppHide(hidden)
    }
  },
  canSubscribe: true,
  async subscribe(templateIds) {
    const answer = new Map<string, unknown>(
      Object.entries(await Taro.requestSubscribeMessage({ tmplIds: templateIds, entityIds: [] }).catch(() => ({}))),
    )
    return templateIds.filter((id) => answer.get(id) === 'accept')
  },
  previewImage(url) {
    void Taro.previewImage({ urls: [url] })
  },
  stopPullDown() {
    Taro.stopPullDownRefresh()
  },
  report(error) {
    Taro.getRealtimeLogManager().error(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  },
}
