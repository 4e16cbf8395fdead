import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type Overview = Schema<'OverviewReply'>

/** The brand at a glance; asked again every half minute while the page is open. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  refetchInterval: 30_000,
  queryFn: ({ signal }) => api.get('/api/overview', { signal }),
})
