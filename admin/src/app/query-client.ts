import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isApiError, messageOf } from '../lib/api'
import { notify } from '../lib/notify'
import { sessionQuery } from '../lib/session'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The caller shows the error itself, e.g. beside form fields. */
      quiet?: boolean
    }
  }
}

const retried = new Set<ApiError['code']>(['NETWORK', 'UNAVAILABLE', 'ENGINE_UNAVAILABLE'])

/** What the server says by code is handled once here: a lost log-in leads to the log-in page, a failed act shows its sentence. */
export function createQueryClient(): QueryClient {
  const onLostLogin = (error: unknown) => {
    if (isApiError(error, 'NOT_LOGGED_IN')) client.setQueryData(sessionQuery.queryKey, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: onLostLogin }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        onLostLogin(error)
        if (!mutation.meta?.quiet) notify.error(messageOf(error))
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => error instanceof ApiError && retried.has(error.code) && failures < 2,
      },
      mutations: { retry: false },
    },
  })
  return client
}
