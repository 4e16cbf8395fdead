import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, request, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type ArticleRow = Schema<'ArticleRowReply'>
export type Article = Schema<'ArticleReply'>
export type ArticleInput = Schema<'CreateArticleDto'>
export type ArticleAction = Schema<'ArticleActionDto'>['action']

export const contentsQuery = (query: ListQuery & { search?: string; state?: string; tag?: string }) =>
  queryOptions({
    queryKey: ['contents', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/contents', { query: query as unknown as QueryOf<'/api/contents'>, signal }),
  })

export const contentQuery = (id: number) =>
  queryOptions({
    queryKey: ['contents', id],
    queryFn: ({ signal }) => api.get('/api/contents/{id}', { path: { id }, signal }),
  })

/** Reads per day of the last 30 days. */
export const readingQuery = (id: number) =>
  queryOptions({
    queryKey: ['contents', id, 'reading'],
    queryFn: ({ signal }) => api.get('/api/contents/{id}/reading', { path: { id }, signal }),
  })

/** Creates without an id, changes with one. */
export function useSaveContent() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: ArticleInput & { id?: number }) =>
      id === undefined ? api.post('/api/contents', { body }) : api.patch('/api/contents/{id}', { path: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contents'] }),
  })
}

export function useActOnContent() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, action }: { id: number; action: ArticleAction }) =>
      api.post('/api/contents/{id}/state', { path: { id }, body: { action } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contents'] }),
  })
}

/** Uploads a picture and gives its address. */
export function useUploadPicture() {
  return useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return request<Schema<'AssetReply'>>('POST', '/api/assets', { body })
    },
  })
}
