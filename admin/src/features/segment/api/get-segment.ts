import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import type { SegmentDetail } from './types'

export const segmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', 'one', id],
    queryFn: ({ signal }) => request<SegmentDetail>('GET', '/api/segments/{id}', { path: { id }, signal }),
  })
