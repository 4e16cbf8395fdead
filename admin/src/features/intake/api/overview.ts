import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** Counts by state, the last hour by minute, refused callbacks, and the kinds of messages. */
export const overviewQuery = queryOptions({
  queryKey: ['intake', 'overview'],
  refetchInterval: 5_000,
  queryFn: ({ signal }) => api.get('/api/intake/overview', { signal }),
})
