import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'

/** How far the audience engine is behind the record. */
export interface EngineState {
  state: 'ready' | 'rebuilding' | 'unavailable'
  /** Age of the oldest change that the engine has not seen. */
  lagMs: number
  pendingRows: number
}

export const engineQuery = queryOptions({
  queryKey: ['system', 'engine'],
  queryFn: ({ signal }) => request<EngineState>('GET', '/api/system/engine', { signal }),
  refetchInterval: 5_000,
})
