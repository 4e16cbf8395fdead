import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type QueryOf } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export const LEAD_FILTERS = ['scope', 'state', 'ownerId', 'due'] as const
export type LeadFilter = (typeof LEAD_FILTERS)[number]

export const leadsQuery = (query: ListQuery & Partial<Record<LeadFilter, string>>) =>
  queryOptions({
    queryKey: ['leads', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      // The address holds text; the server reads and judges it.
      api.get('/api/leads', { query: query as unknown as QueryOf<'/api/leads'>, signal }),
  })
