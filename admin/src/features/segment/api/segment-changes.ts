import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

const LATEST = 12

/** Who entered and left last. */
export const segmentChangesQuery = (id: number) =>
  queryOptions({
    queryKey: ['segments', 'changes', id],
    refetchInterval: 5_000,
    queryFn: ({ signal }) =>
      api.get('/api/segments/{id}/changes', { path: { id }, query: { page: 1, pageSize: LATEST }, signal }),
  })
