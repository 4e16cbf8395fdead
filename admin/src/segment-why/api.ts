import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../lib/api'

export type CustomerSegment = Schema<'CustomerSegmentReply'>

/** The segments that a person is in now. */
export const customerSegmentsQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customers', 'segments', customerId],
    queryFn: ({ signal }) => api.get('/api/customers/{customerId}/segments', { path: { customerId }, signal }),
  })

/** Why a person is in a segment, or is not. */
export const segmentWhyQuery = (customerId: string, segmentId: number) =>
  queryOptions({
    queryKey: ['customers', 'segment-why', customerId, segmentId],
    queryFn: ({ signal }) =>
      api.get('/api/customers/{customerId}/segments/{segmentId}/why', { path: { customerId, segmentId }, signal }),
  })
