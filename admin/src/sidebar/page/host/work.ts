import { api, type Schema } from '../../../lib/api'

type HostConfig = Schema<'SidebarConfigReply'>

const STATE_KEY = 'guiyi.sidebar.state'

/**
 * The code that WeCom's web log-in put into the address, taken out of it so that a reload does not use it twice.
 * A code whose `state` is not ours was asked for by somebody else and is dropped.
 */
export function takeOauthCode(): string | null {
  const here = new URL(window.location.href)
  const code = here.searchParams.get('code')
  const state = here.searchParams.get('state')
  if (!code) return null
  const expected = sessionStorage.getItem(STATE_KEY)
  sessionStorage.removeItem(STATE_KEY)
  here.searchParams.delete('code')
  here.searchParams.delete('state')
  window.history.replaceState(null, '', here)
  return expected !== null && state === expected ? code : null
}

/**
 * Leaves for WeCom's web log-in, which comes back with a code (developer.work.weixin.qq.com/document/path/91022).
 * The promise never settles: the page is on its way out.
 */
export function leaveForLogin({ corpid, agentId }: HostConfig): Promise<never> {
  const state = crypto.randomUUID().replaceAll('-', '')
  sessionStorage.setItem(STATE_KEY, state)
  const query = new URLSearchParams({
    appid: corpid,
    redirect_uri: window.location.href.split('#')[0] ?? '',
    response_type: 'code',
    scope: 'snsapi_base',
    state,
    agentid: String(agentId),
  })
  window.location.replace(`https://open.weixin.qq.com/connect/oauth2/authorize?${query.toString()}#wechat_redirect`)
  return new Promise(() => undefined)
}

/** The external_userid of the chat that the sidebar was opened in; null when it was opened elsewhere. */
export async function contactOfChat({ corpid, agentId }: HostConfig): Promise<string | null> {
  const ww = await import('@wecom/jssdk')
  let asked: ReturnType<typeof signaturesOf> | undefined
  const signatures = (url: string) => (asked ??= signaturesOf(url))
  ww.register({
    corpId: corpid,
    agentId,
    jsApiList: ['getCurExternalContact'],
    getConfigSignature: async (url) => (await signatures(url)).corp,
    getAgentConfigSignature: async (url) => (await signatures(url)).agent,
  })
  try {
    const { userId } = await ww.getCurExternalContact()
    return userId || null
  } catch (error) {
    if (withoutContext(error)) return null
    throw error
  }
}

const signaturesOf = (url: string): Promise<Schema<'SidebarSignaturesReply'>> =>
  api.get('/api/sidebar/signatures', { query: { url } })

/** `getCurExternalContact:fail without context of external contact`: not opened from a customer's chat. */
const withoutContext = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && /without context/.test(String((error as { errMsg?: unknown }).errMsg))
