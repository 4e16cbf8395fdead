import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import type { TagDetail } from './types'

export const tagQuery = (id: string) =>
  queryOptions({
    queryKey: ['tags', 'one', id],
    queryFn: ({ signal }) => request<TagDetail>('GET', '/api/tags/{id}', { path: { id }, signal }),
  })
