import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Review = Schema<'ReviewReply'>
export type Side = Schema<'SideReply'>
export type Merge = Schema<'MergeReply'>
export type MergePreview = Schema<'MergePreviewReply'>

export const reviewsQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: ['merge-reviews', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/merge-reviews', { query: query, signal }),
  })

export const reviewQuery = (id: number) =>
  queryOptions({
    queryKey: ['merge-reviews', 'detail', id],
    queryFn: ({ signal }) => api.get('/api/merge-reviews/{id}', { path: { id }, signal }),
  })

export const mergePreviewQuery = (survivor: string, absorbed: string) =>
  queryOptions({
    queryKey: ['merge-reviews', 'preview', survivor, absorbed],
    queryFn: ({ signal }) => api.get('/api/customer-merges/preview', { query: { survivor, absorbed }, signal }),
  })

function useForgetPeople() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['customers'] }),
      client.invalidateQueries({ queryKey: ['merge-reviews', 'list'] }),
    ])
}

export function useMergeReviewed(id: number) {
  const onSuccess = useForgetPeople()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (survivor: string) => api.post('/api/merge-reviews/{id}/merge', { path: { id }, body: { survivor } }),
    onSuccess,
  })
}

export function useKeepApart(id: number) {
  const onSuccess = useForgetPeople()
  return useMutation({
    meta: { quiet: true },
    mutationFn: () => api.post('/api/merge-reviews/{id}/keep-apart', { path: { id } }),
    onSuccess,
  })
}

export function useMergeCustomers() {
  const onSuccess = useForgetPeople()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Schema<'MergeDto'>) => api.post('/api/customer-merges', { body }),
    onSuccess,
  })
}

export function useUndoMerge() {
  const onSuccess = useForgetPeople()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (id: number) => api.post('/api/customer-merges/{id}/undo', { path: { id } }),
    onSuccess,
  })
}
