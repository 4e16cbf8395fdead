import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Permission } from '@guiyi/shared'
import { api, isApiError, type Schema } from './api'

/** The person who is logged in. */
export type Session = Schema<'MeReply'>

/** The session, or null when nobody is logged in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await api.get('/api/auth/me', { signal })
    } catch (error) {
      if (isApiError(error, 'NOT_LOGGED_IN')) return null
      throw error
    }
  },
})

export type Needed = Permission | readonly Permission[] | null

/** Null asks for nothing but a log-in; a list asks for any one of its permissions. */
export function allows(permissions: readonly Permission[], needed: Needed): boolean {
  if (needed === null) return true
  return (typeof needed === 'string' ? [needed] : needed).some((permission) => permissions.includes(permission))
}

/** The logged-in person. Only for components below the console's layout, which renders nothing before it knows. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('useSession was called outside the logged-in part of the console')
  return data
}

/** May the logged-in person do this? For hiding buttons; the server decides again. */
export function useCan(needed: Needed): boolean {
  const { data } = useQuery(sessionQuery)
  return data ? allows(data.permissions, needed) : false
}
