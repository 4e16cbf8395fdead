import { queryOptions } from '@tanstack/react-query'
import { api } from './api'

/** The name of the brand that this installation serves. */
export const brandQuery = queryOptions({
  queryKey: ['brand'],
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await api.get('/api/consumer/config', { signal })).brandName,
})
