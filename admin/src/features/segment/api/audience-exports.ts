import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type AudienceExport = Schema<'AudienceExportReply'>
export type NewAudienceExport = Schema<'RequestExportDto'>

/** One page of the wishes to take people out, waiting ones first. */
export const audienceExportsQuery = (query: ListQuery & { search?: string; state?: string }) =>
  queryOptions({
    queryKey: ['audience-exports', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get('/api/audience-exports', { query: query as QueryOf<'/api/audience-exports'>, signal }),
    refetchInterval: 15_000,
  })

/** The file that is made of an approved wish; asked again until it is there. */
export const exportFileQuery = (id: number) =>
  queryOptions({
    queryKey: ['exports', id],
    queryFn: ({ signal }) => api.get('/api/exports/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false),
  })

function useExportMutation<V>(call: (input: V) => Promise<AudienceExport>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: call,
    onSuccess: () => client.invalidateQueries({ queryKey: ['audience-exports'] }),
  })
}

export const useRequestExport = () =>
  useExportMutation((body: NewAudienceExport) => api.post('/api/audience-exports', { body }))

export const useDecideExport = () =>
  useExportMutation(({ id, ...body }: { id: number; action: 'approve' | 'reject'; note?: string }) =>
    api.post('/api/audience-exports/{id}/decision', { path: { id }, body }),
  )

export const useWithdrawExport = () =>
  useExportMutation((id: number) => api.post('/api/audience-exports/{id}/withdraw', { path: { id } }))

export const useMakeExport = () =>
  useExportMutation((id: number) => api.post('/api/audience-exports/{id}/file', { path: { id } }))
