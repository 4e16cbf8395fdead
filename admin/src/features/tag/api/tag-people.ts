import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import type { Page } from '../../../lib/page'
import type { ListQuery } from '../../../ui'

export interface TaggedPerson {
  customerId: string
  name: string | null
  phoneMasked: string | null
  value: string
  /** Since when the person has this value. */
  since: string | null
}

/** Who has the tag, or one value of it. */
export const tagPeopleQuery = (id: string, query: ListQuery & { value?: string }) =>
  queryOptions({
    queryKey: ['tags', 'people', id, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      request<Page<TaggedPerson>>('GET', '/api/tags/{id}/people', { path: { id }, query, signal }),
  })
