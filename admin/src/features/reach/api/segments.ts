import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** The segments that a campaign can be sent to. */
export const segmentsQuery = queryOptions({
  queryKey: ['segments', 'choices'],
  staleTime: 15_000,
  queryFn: ({ signal }) => api.get('/api/segments', { signal }),
})

/** One segment with how many of its people each channel reaches. */
export const segmentReachQuery = (id: number) =>
  queryOptions({
    queryKey: ['segments', 'reach', id],
    queryFn: ({ signal }) => api.get('/api/segments/{id}', { path: { id }, signal }),
  })
