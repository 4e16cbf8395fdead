import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import type { Page } from '../../../lib/page'
import type { ListQuery } from '../../../ui'

export interface SegmentPerson {
  id: string
  name: string | null
  phoneMasked: string | null
  createdAt: string
}

export const segmentPeopleQuery = (id: string, query: ListQuery) =>
  queryOptions({
    queryKey: ['segments', 'people', id, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      request<Page<SegmentPerson>>('GET', '/api/segments/{id}/people', { path: { id }, query, signal }),
  })
