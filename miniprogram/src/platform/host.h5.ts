import { personId, sandboxOf } from './sandbox.h5'
import type { WechatHost } from './types'

/** What `connect` was told; empty until the configuration has arrived. */
export const host: { current: { wechatHost: WechatHost; appid: string } | null } = { current: null }

/** The sandbox that plays WeChat for this browser, or null when there is none or nobody was chosen. */
export function hostSandbox(): ReturnType<typeof sandboxOf> | null {
  const wechat = host.current?.wechatHost
  return wechat?.kind === 'sandbox' && personId ? sandboxOf(wechat.url, personId) : null
}
