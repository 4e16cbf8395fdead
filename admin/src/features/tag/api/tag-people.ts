import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type TaggedPerson = Schema<'TagPeopleItemReply'>

/** Who has the tag, or one value of it; `on` (a day of Asia/Shanghai) asks who had it at the end of that day. */
export const tagPeopleQuery = (id: number, query: ListQuery & { value?: string; on?: string }) =>
  queryOptions({
    queryKey: ['tags', 'people', id, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/tags/{id}/people', { path: { id }, query, signal }),
  })
