import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type ChannelCode = Schema<'ChannelCodeReply'>

export const channelCodesQuery = (query: ListQuery & { kind?: string; search?: string }) =>
  queryOptions({
    queryKey: ['channel-codes', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/channel-codes', { query: query as QueryOf<'/api/channel-codes'>, signal }),
  })

/** One code with its last 30 days. */
export const channelCodeQuery = (id: number) =>
  queryOptions({
    queryKey: ['channel-codes', id],
    queryFn: ({ signal }) => api.get('/api/channel-codes/{id}', { path: { id }, signal }),
  })

export function useCreateChannelCode() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Schema<'CreateChannelCodeBody'>) => api.post('/api/channel-codes', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['channel-codes'] }),
  })
}

export function useUpdateChannelCode() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: Schema<'UpdateChannelCodeBody'> & { id: number }) =>
      api.put('/api/channel-codes/{id}', { path: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['channel-codes'] }),
  })
}
