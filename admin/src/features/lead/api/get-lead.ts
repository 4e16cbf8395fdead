import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ['leads', 'one', id],
    queryFn: ({ signal }) => api.get('/api/leads/{id}', { path: { id }, signal }),
  })
