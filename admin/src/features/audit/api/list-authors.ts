import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** The staff that the log can be narrowed to. */
export const authorsQuery = queryOptions({
  queryKey: ['audit', 'authors'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => api.get('/api/staff', { query: { page: 1, pageSize: 200 }, signal }),
})
