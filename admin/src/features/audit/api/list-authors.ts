import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import type { Page } from '../../../lib/page'

/** The staff that the log can be narrowed to. */
export const authorsQuery = queryOptions({
  queryKey: ['audit', 'authors'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => request<Page<{ id: number; name: string; username: string }>>('GET', '/api/staff', { query: { pageSize: 200 }, signal }),
})
