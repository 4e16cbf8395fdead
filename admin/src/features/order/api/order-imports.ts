import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, request, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type OrderImport = Schema<'OrderImportReply'>
export type OrderCheck = Schema<'OrderCheckReply'>

const RUNNING_POLL_MS = 1000

/** The history; asked again while an import is running. */
export const orderImportsQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: ['order-imports', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/orders/imports', { query, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((entry) => entry.state === 'running') ? RUNNING_POLL_MS : false,
  })

export const orderImportQuery = (id: number) =>
  queryOptions({
    queryKey: ['order-imports', id],
    queryFn: ({ signal }) => api.get('/api/orders/imports/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? RUNNING_POLL_MS : false),
  })

/** Uploads a file for its dry run. */
export function useCheckOrders() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return request<OrderCheck>('POST', '/api/orders/imports', { body })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['order-imports'] }),
  })
}

export function useStartImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/orders/imports/{id}/start', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['order-imports'] }),
  })
}

export function useCancelImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/orders/imports/{id}/cancel', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['order-imports'] }),
  })
}
