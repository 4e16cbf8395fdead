import { queryOptions } from '@tanstack/react-query'
import type { RuleCatalog } from '@guiyi/shared'
import { request } from '../lib/api'

/** What rules may speak of: events, attributes, tags, segments, accounts. */
export const catalogQuery = queryOptions({
  queryKey: ['rule-catalog'],
  staleTime: 60_000,
  queryFn: ({ signal }) => request<RuleCatalog>('GET', '/api/rules/catalog', { signal }),
})
