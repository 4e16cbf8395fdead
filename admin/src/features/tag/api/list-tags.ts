import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import type { TagSummary } from './types'

/** Every tag; there are hundreds at most, so groups and filters work on the whole list. */
export const tagsQuery = queryOptions({
  queryKey: ['tags', 'list'],
  queryFn: ({ signal }) => request<TagSummary[]>('GET', '/api/tags', { signal }),
})
