import { queryOptions } from '@tanstack/react-query'
import type { RuleCatalog } from '@guiyi/shared'
import { api } from '../lib/api'

/** What rules may speak of: events, attributes, tags, segments, accounts. */
export const catalogQuery = queryOptions({
  queryKey: ['rule-catalog'],
  staleTime: 60_000,
  queryFn: ({ signal }): Promise<RuleCatalog> => api.get('/api/rules/catalog', { signal }),
})
