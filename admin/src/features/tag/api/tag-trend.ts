import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** People per value at the end of each day. */
export const tagTrendQuery = (id: number) =>
  queryOptions({
    queryKey: ['tags', 'trend', id],
    staleTime: 30_000,
    queryFn: ({ signal }) => api.get('/api/tags/{id}/trend', { path: { id }, signal }),
  })
