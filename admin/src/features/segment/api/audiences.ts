import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, request, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Audience = Schema<'AudienceReply'>
export type AudienceDetail = Schema<'AudienceDetailReply'>
export type AudienceCheck = Schema<'AudienceImportReply'>

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

/** Uploads a file for its dry run. */
export const useCheckAudience = () =>
  useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return request<AudienceCheck>('POST', '/api/audiences/imports', { body })
    },
  })

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
