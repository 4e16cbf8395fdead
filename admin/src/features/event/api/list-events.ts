import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type StreamItem = Schema<'StreamItem'>

/** Events in the order in which they came in, the newest first. */
export const streamQuery = (filter: { name?: string }) =>
  infiniteQueryOptions({
    queryKey: ['events', 'stream', filter],
    initialPageParam: '',
    refetchInterval: 10_000,
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/events', { query: { limit: 50, name: filter.name, before: pageParam || undefined }, signal }),
    getNextPageParam: ({ next }) => next,
  })
