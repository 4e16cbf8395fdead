import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type QueryOf } from '../../../lib/api'
import type { ListQuery } from '../../../ui'
import { isMoving } from '../labels'

export const campaignsQuery = (query: ListQuery & { search?: string; state?: string }) =>
  queryOptions({
    queryKey: ['campaigns', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/campaigns', { query: query as QueryOf<'/api/campaigns'>, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? 5_000 : false),
  })
