import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type StreamItem = Schema<'StreamItem'>

/** What to look for; nothing is everything that comes in. */
export interface StreamFilter {
  name?: string
  channel?: string
  /** ISO instants. */
  from?: string
  to?: string
  property?: string
  value?: string
  /** Public id of a person. */
  customer?: string
}

/** Events in the order in which they came in, the newest first. */
export const streamQuery = (filter: StreamFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'stream', filter],
    initialPageParam: '',
    refetchInterval: 10_000,
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/events', { query: { ...filter, limit: 50, before: pageParam || undefined }, signal }),
    getNextPageParam: ({ next }) => next,
  })
