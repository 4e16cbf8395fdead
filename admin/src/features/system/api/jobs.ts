import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type QueryOf } from '../../../lib/api'
import { isActive } from '../../../lib/jobs'
import type { ListQuery } from '../../../ui'

/** Looks again every two seconds while anything on the page is still going on. */
export const jobsQuery = (query: ListQuery & { state?: string; kind?: string }) =>
  queryOptions({
    queryKey: ['system', 'jobs', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/system/jobs', { query: query as QueryOf<'/api/system/jobs'>, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isActive) ? 2_000 : 10_000),
  })
