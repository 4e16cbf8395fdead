import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type DeliveryRow = Schema<'DeliveryRow'>

export const DELIVERY_FILTERS = ['state', 'reason', 'channel', 'arm', 'control'] as const
export type DeliveryFilter = (typeof DELIVERY_FILTERS)[number]

export const deliveriesQuery = (
  id: number,
  query: ListQuery & Partial<Record<DeliveryFilter, string>>,
  moving: boolean,
) =>
  queryOptions({
    queryKey: ['campaigns', 'deliveries', id, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get('/api/campaigns/{id}/deliveries', {
        path: { id },
        // The address holds text; the server reads and judges it.
        query: query as unknown as QueryOf<'/api/campaigns/{id}/deliveries'>,
        signal,
      }),
    refetchInterval: moving ? 3_000 : false,
  })
