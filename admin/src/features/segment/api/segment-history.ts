import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'

/** The size at each count, oldest first. */
export const segmentHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', 'history', id],
    queryFn: ({ signal }) =>
      request<{ at: string; size: number }[]>('GET', '/api/segments/{id}/history', { path: { id }, signal }),
  })
