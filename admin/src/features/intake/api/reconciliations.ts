import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type ReconciliationPair = Schema<'ReconciliationPairReply'>
export type ReconciliationRun = Schema<'ReconciliationRunReply'>

/** What can be compared; asked more often while something runs. */
export const reconciliationsQuery = queryOptions({
  queryKey: ['intake', 'reconciliations'],
  refetchInterval: ({ state }: { state: { data?: Schema<'ReconciliationsReply'> } }) =>
    state.data?.items.some(({ latest }) => latest?.state === 'running') ? 1_500 : 15_000,
  queryFn: ({ signal }) => api.get('/api/intake/reconciliations', { signal }),
})

/** Past and running comparisons, newest first. */
export const reconciliationRunsQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: ['intake', 'reconciliation-runs', query],
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
    queryFn: ({ signal }) => api.get('/api/intake/reconciliations/runs', { query, signal }),
  })

export function useStartReconciliation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Schema<'StartReconciliationBody'>) => api.post('/api/intake/reconciliations', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['intake'] }),
  })
}

export function useResumeReconciliation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/intake/reconciliations/{id}/resume', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['intake'] }),
  })
}

export function useCancelReconciliation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/intake/reconciliations/{id}/cancel', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['intake'] }),
  })
}
