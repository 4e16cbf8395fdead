import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type SegmentPerson = Schema<'SegmentPersonReply'>

/** Who is in the segment now. */
export const segmentPeopleQuery = (id: number, query: ListQuery) =>
  queryOptions({
    queryKey: ['segments', 'people', id, query],
    placeholderData: keepPreviousData,
    // People enter and leave by themselves.
    refetchInterval: 5_000,
    queryFn: ({ signal }) => api.get('/api/segments/{id}/people', { path: { id }, query, signal }),
  })
