import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../../lib/api'

/** How far the audience engine is behind the record. */
export interface EngineStatus {
  alive: boolean
  /** Changes that the engine has not seen, and the age of the oldest in seconds. */
  waiting: number
  lagSeconds: number
}

export const engineQuery = queryOptions({
  queryKey: ['system', 'engine'],
  queryFn: ({ signal }) => request<EngineStatus>('GET', '/api/system/engine', { signal }),
  refetchInterval: 5_000,
})

/** Starts filling the engine from the record anew. */
export function useRebuildEngine() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: () => request<{ jobId: number }>('POST', '/api/system/engine/rebuild'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['system'] }),
  })
}
