import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type RawMessage = Schema<'RawMessageReply'>

export interface MessageFilters {
  state?: string
  kind?: string
  accountId?: string
  from?: string
  to?: string
  search?: string
}

/** The first page follows the stream; further pages stand still while somebody reads them. */
export const messagesQuery = (query: ListQuery & MessageFilters) =>
  queryOptions({
    queryKey: ['intake', 'messages', query],
    placeholderData: keepPreviousData,
    refetchInterval: query.page === 1 ? 5_000 : false,
    queryFn: ({ signal }) =>
      api.get('/api/intake/messages', { query: query as QueryOf<'/api/intake/messages'>, signal }),
  })

export const messageQuery = (id: number) =>
  queryOptions({
    queryKey: ['intake', 'message', id],
    queryFn: ({ signal }) => api.get('/api/intake/messages/{id}', { path: { id }, signal }),
  })

/** How many dead and failed messages fit a filter. */
export const replayableQuery = (filter: MessageFilters) =>
  queryOptions({
    queryKey: ['intake', 'replayable', filter],
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
    queryFn: ({ signal }) =>
      api.get('/api/intake/replayable', { query: filter as QueryOf<'/api/intake/replayable'>, signal }),
  })

/** Offers the record once more what it had refused to take from a journal. */
export function useRestore() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.post('/api/intake/journal/restore'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['intake'] }),
  })
}

/** Gives dead and failed messages another row of tries. */
export function useReplay() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Schema<'ReplayBody'>) => api.post('/api/intake/replay', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['intake'] }),
  })
}
