import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, request, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Audience = Schema<'AudienceReply'>
export type AudienceDetail = Schema<'AudienceDetailReply'>
export type AudienceImport = Schema<'AudienceImportReply'>

/** One page of the audiences that fit. */
export const audiencesQuery = (query: ListQuery & { search?: string; source?: string }) =>
  queryOptions({
    queryKey: ['audiences', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/audiences', { query: query as QueryOf<'/api/audiences'>, signal }),
  })

export const audienceQuery = (id: string) =>
  queryOptions({
    queryKey: ['audiences', 'one', id],
    queryFn: ({ signal }) => api.get('/api/audiences/{id}', { path: { id: Number(id) }, signal }),
  })

export const audiencePeopleQuery = (id: number, query: ListQuery) =>
  queryOptions({
    queryKey: ['audiences', 'people', id, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/audiences/{id}/people', { path: { id }, query, signal }),
  })

function useAudienceMutation<V, R>(call: (input: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: call,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['audiences'] }),
        client.invalidateQueries({ queryKey: ['segments'] }),
        client.invalidateQueries({ queryKey: ['rule-catalog'] }),
      ]),
  })
}

/** An uploaded list, followed until its people have been found. */
export const audienceImportQuery = (id: number) =>
  queryOptions({
    queryKey: ['audience-imports', id],
    queryFn: ({ signal }) => api.get('/api/audiences/imports/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'checking' ? 500 : false),
  })

/** Uploads a file, whose people are then looked for. */
export const useUploadAudience = () =>
  useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return request<AudienceImport>('POST', '/api/audiences/imports', { body })
    },
  })

/** Stops looking for the people of a list. */
export function useCancelAudienceImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/audiences/imports/{id}/cancel', { path: { id } }),
    onSettled: (_, __, id) => client.invalidateQueries({ queryKey: audienceImportQuery(id).queryKey }),
  })
}

export const useConfirmAudience = () =>
  useAudienceMutation(({ id, name }: { id: number; name: string }) =>
    api.post('/api/audiences/imports/{id}/confirm', { path: { id }, body: { name } }),
  )

export const useRenameAudience = () =>
  useAudienceMutation(({ id, name }: { id: number; name: string }) =>
    api.patch('/api/audiences/{id}', { path: { id }, body: { name } }),
  )

export const useRemoveAudience = () =>
  useAudienceMutation((id: number) => api.delete('/api/audiences/{id}', { path: { id } }))
