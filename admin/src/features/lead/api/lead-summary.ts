import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** Leads by state, of those whom the asker may see. */
export const leadSummaryQuery = queryOptions({
  queryKey: ['leads', 'summary'],
  queryFn: ({ signal }) => api.get('/api/leads/summary', { signal }),
})
