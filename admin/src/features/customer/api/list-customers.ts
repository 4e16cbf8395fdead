import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type CustomerRow = Schema<'CustomerRow'>

export const customersQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: ['customers', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/customers', { query: query, signal }),
  })

/** Where customers were first met, for the filter. */
export const channelsQuery = queryOptions({
  queryKey: ['customers', 'channels'],
  staleTime: 60_000,
  queryFn: ({ signal }) => api.get('/api/customers/channels', { signal }),
})
