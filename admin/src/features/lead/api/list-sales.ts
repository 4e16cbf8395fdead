import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** Who can be given leads, and how many open ones each has. Needs lead.assign. */
export const salesQuery = queryOptions({
  queryKey: ['leads', 'sales'],
  queryFn: ({ signal }) => api.get('/api/leads/sales', { signal }),
})
