import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type Effect = Schema<'EffectReply'>

/** Reached against control. Asked again while the window is open: people convert as we look. */
export const effectQuery = (id: number) =>
  queryOptions({
    queryKey: ['campaigns', 'effect', id],
    queryFn: ({ signal }) => api.get('/api/campaigns/{id}/effect', { path: { id }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.from && !data.complete ? 15_000 : false),
  })
