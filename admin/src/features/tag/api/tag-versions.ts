import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'

export interface TagVersion {
  version: number
  sentence: string
  publishedAt: string
  publishedBy: string | null
}

export const tagVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['tags', 'versions', id],
    queryFn: ({ signal }) => request<TagVersion[]>('GET', '/api/tags/{id}/versions', { path: { id }, signal }),
  })
