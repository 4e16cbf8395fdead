import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api'

/** Members of a WeCom account who may receive customers; asked at the platform, so kept for a few minutes. */
export const membersQuery = (accountId: number) =>
  queryOptions({
    queryKey: ['accounts', accountId, 'members'],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => api.get('/api/accounts/{id}/members', { path: { id: accountId }, signal }),
  })
