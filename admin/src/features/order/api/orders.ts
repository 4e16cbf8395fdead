import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Order = Schema<'OrderReply'>

type OrderFilters = Partial<Record<'search' | 'channel' | 'customer' | 'from' | 'to', string>>

export const ordersQuery = (query: ListQuery & OrderFilters) =>
  queryOptions({
    queryKey: ['orders', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/orders', { query: query as unknown as QueryOf<'/api/orders'>, signal }),
  })

/** The last thirty days, and every channel there is. */
export const orderOverviewQuery = queryOptions({
  queryKey: ['orders', 'overview'],
  queryFn: ({ signal }) => api.get('/api/orders/overview', { signal }),
})
