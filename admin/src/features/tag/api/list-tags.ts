import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type TagItem = Schema<'TagItemReply'>
export type TagGroup = Schema<'TagGroupReply'>
export type TagState = TagItem['state']

/** The whole tree; there are hundreds of tags at most, so groups and filters work on all of them. */
export const tagTreeQuery = queryOptions({
  queryKey: ['tags', 'tree'],
  queryFn: ({ signal }) => api.get('/api/tags', { signal }),
})

/** Who may answer for a tag. */
export const tagOwnersQuery = queryOptions({
  queryKey: ['tags', 'owners'],
  staleTime: 60_000,
  queryFn: ({ signal }) => api.get('/api/tags/owners', { signal }),
})
