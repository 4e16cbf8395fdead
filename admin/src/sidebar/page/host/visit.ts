import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { api, ApiError, type Schema } from '../../../lib/api'
import { sessionQuery, type Session } from '../../../lib/session'
import { sandboxCode } from './sandbox'
import { contactOfChat, leaveForLogin, takeOauthCode } from './work'

/** Who opened the sidebar, and beside whose chat. */
export interface Visit {
  config: Schema<'SidebarConfigReply'>
  staff: Session | null
  externalUserid: string | null
}

const parameter = (name: string): string | null => new URLSearchParams(window.location.search).get(name)

async function logIn(code: string, client: QueryClient): Promise<Session> {
  const me = await api.post('/api/auth/work', { body: { code } })
  client.setQueryData(sessionQuery.queryKey, me)
  return me
}

async function enterSandbox(config: Visit['config'], url: string, client: QueryClient): Promise<Visit> {
  const member = parameter('sandbox_member')
  if (!member) return { config, staff: null, externalUserid: null }
  const { code } = await sandboxCode(url, member).catch(() => {
    throw new ApiError('NETWORK', '沙箱没有响应，请确认沙箱已启动', 0)
  })
  return { config, staff: await logIn(code, client), externalUserid: parameter('external_userid') }
}

async function enterWork(config: Visit['config'], client: QueryClient): Promise<Visit> {
  const code = takeOauthCode()
  const staff = code ? await logIn(code, client) : await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
  if (!staff) return leaveForLogin(config)
  return { config, staff, externalUserid: await contactOfChat(config) }
}

/**
 * Logs in as the member of the WeCom client and asks it for the contact. Inside the sandbox both come from the address
 * (`sandbox_member`, `external_userid`), which the real WeCom never reads.
 */
export const visitQuery = (client: QueryClient) =>
  queryOptions({
    queryKey: ['sidebar', 'visit'],
    staleTime: Infinity,
    // A log-in code works once; trying again begins with a new one.
    retry: false,
    queryFn: async ({ signal }): Promise<Visit> => {
      const config = await api.get('/api/sidebar/config', { signal })
      return config.sandboxUrl ? enterSandbox(config, config.sandboxUrl, client) : enterWork(config, client)
    },
  })
