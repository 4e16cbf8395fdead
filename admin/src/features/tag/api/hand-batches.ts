import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type HandBatch = Schema<'HandTagBatchReply'>
export type BatchInput = Schema<'HandTagBatchDto'>

/** Batches of a hand-set tag, latest first; followed while one of them runs. */
export const handBatchesQuery = (tagId: number) =>
  queryOptions({
    queryKey: ['tags', 'batches', tagId],
    queryFn: ({ signal }) => api.get('/api/tags/{tagId}/batches', { path: { tagId }, signal }),
    refetchInterval: ({ state }) => (state.data?.some((batch) => batch.state === 'running') ? 1000 : false),
  })

export function useStartBatch(tagId: number) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: BatchInput) => api.post('/api/tags/{tagId}/batches', { path: { tagId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tags'] }),
  })
}

export function useCancelBatch(tagId: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/tags/{tagId}/batches/{id}/cancel', { path: { tagId, id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tags', 'batches', tagId] }),
  })
}
