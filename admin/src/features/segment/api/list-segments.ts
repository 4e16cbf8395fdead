import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type SegmentItem = Schema<'SegmentItemReply'>

/** Every segment, the newest first; there are hundreds at most. */
export const segmentsQuery = queryOptions({
  queryKey: ['segments', 'list'],
  // A new segment has its first count within seconds.
  queryFn: ({ signal }) => api.get('/api/segments', { signal }),
  refetchInterval: ({ state }) => (state.data?.some(({ computingJobId }) => computingJobId !== null) ? 2_000 : 30_000),
})
