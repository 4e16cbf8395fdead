import { queryOptions } from '@tanstack/react-query'
import { api, isApiError } from '../../../lib/api'

/** Whether the process answers, and whether both stores do. */
export const healthQuery = queryOptions({
  queryKey: ['system', 'health'],
  refetchInterval: 15_000,
  queryFn: async ({ signal }) => {
    try {
      await api.get('/readyz', { signal })
      return 'ready' as const
    } catch (error) {
      if (isApiError(error, 'UNAVAILABLE')) return 'degraded' as const
      throw error
    }
  },
})
