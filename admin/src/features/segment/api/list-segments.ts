import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import type { Page } from '../../../lib/page'
import type { ListQuery } from '../../../ui'
import type { SegmentSummary } from './types'

export const segmentsQuery = (query: ListQuery & { search?: string }) =>
  queryOptions({
    queryKey: ['segments', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<Page<SegmentSummary>>('GET', '/api/segments', { query, signal }),
  })
