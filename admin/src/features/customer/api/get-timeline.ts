import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type TimelineItem = Schema<'TimelineItem'>

/** A person's acts, newest first, a page at a time. */
export const timelineQuery = (id: string, names: readonly string[]) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'timeline', id, names],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/customers/{id}/timeline', {
        path: { id },
        query: { limit: 30, names: names.join(',') || undefined, before: pageParam || undefined },
        signal,
      }),
    getNextPageParam: ({ next }) => next,
  })
