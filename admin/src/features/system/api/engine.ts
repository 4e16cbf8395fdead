import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

/** How far the audience engine is behind the record. */
export type EngineStatus = Schema<'EngineStatusReply'>

export const engineQuery = queryOptions({
  queryKey: ['system', 'engine'],
  queryFn: ({ signal }) => api.get('/api/system/engine', { signal }),
  refetchInterval: 5_000,
})

/** Starts filling the engine from the record anew. */
export function useRebuildEngine() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post('/api/system/engine/rebuild'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['system'] }),
  })
}
