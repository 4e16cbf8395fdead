import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'
import { isMoving } from '../labels'

/** One campaign, asked again while it is planned, sent or waiting for receipts. */
export const campaignQuery = (id: number) =>
  queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => api.get('/api/campaigns/{id}', { path: { id }, signal }),
    refetchInterval: ({ state: { data } }) => {
      if (!data) return false
      if (data.state === 'planning' || data.state === 'sending') return 1_500
      return isMoving(data) || data.state === 'scheduled' ? 5_000 : false
    },
  })
