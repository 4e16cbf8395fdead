import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type Portrait = Schema<'PortraitReply'>

export const customerPortraitQuery = (id: string) =>
  queryOptions({
    queryKey: ['portrait', 'customer', id],
    queryFn: ({ signal }) => api.get('/api/customers/{id}/portrait', { path: { id }, signal }),
  })
