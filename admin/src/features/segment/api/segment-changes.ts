import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type SegmentChange = Schema<'SegmentChangeReply'>
export type Move = 'entered' | 'left'

/** Who entered and left and why, latest first. */
export const segmentChangesQuery = (id: number, { page, pageSize, move }: ListQuery & { move?: string }) =>
  queryOptions({
    queryKey: ['segments', 'changes', id, page, pageSize, move],
    placeholderData: keepPreviousData,
    // People enter and leave by themselves.
    refetchInterval: 5_000,
    queryFn: ({ signal }) =>
      api.get('/api/segments/{id}/changes', {
        path: { id },
        query: { page, pageSize, ...(move === 'entered' || move === 'left' ? { move } : {}) },
        signal,
      }),
  })
