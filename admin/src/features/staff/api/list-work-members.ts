import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

/** The members of every connected WeCom corp, for binding; a corp that does not answer is left out. */
export const workMembersQuery = queryOptions({
  queryKey: ['staff', 'work-members'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Schema<'AccountMemberReply'>[]> => {
    const accounts = await api.get('/api/accounts', { signal })
    const corps = accounts.filter(({ kind, status }) => kind === 'work' && status === 'active')
    const lists = await Promise.allSettled(
      corps.map(({ id }) => api.get('/api/accounts/{id}/members', { path: { id }, signal })),
    )
    return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []))
  },
})
