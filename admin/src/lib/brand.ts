import { queryOptions } from '@tanstack/react-query'
import { request } from './api'

/** The name of the brand that this installation serves. */
export const brandQuery = queryOptions({
  queryKey: ['brand'],
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await request<{ brandName: string }>('GET', '/api/consumer/config', { signal })).brandName,
})
