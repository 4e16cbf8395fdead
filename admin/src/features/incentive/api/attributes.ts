import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'

interface Attribute {
  key: string
  label: string
  type: string
}

/** The attributes that an answer can set. */
export const attributesQuery = queryOptions({
  queryKey: ['attributes', 'declared'],
  queryFn: ({ signal }) => request<Attribute[]>('GET', '/api/attribute-definitions', { signal }),
})
