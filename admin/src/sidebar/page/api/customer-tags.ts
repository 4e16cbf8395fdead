import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type CustomerTag = Schema<'CustomerTagReply'>

export const customerTagsQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customer-tags', customerId],
    refetchOnWindowFocus: 'always',
    queryFn: ({ signal }) => api.get('/api/customers/{customerId}/tags', { path: { customerId }, signal }),
  })

export const whyQuery = (customerId: string, tagId: number) =>
  queryOptions({
    queryKey: ['customer-tags', customerId, 'why', tagId],
    queryFn: ({ signal }) =>
      api.get('/api/customers/{customerId}/tags/{tagId}/why', { path: { customerId, tagId }, signal }),
  })

/** The tags that staff may set by hand, each with the values it offers. */
export const handTagsQuery = queryOptions({
  queryKey: ['hand-tags'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const { tags } = await api.get('/api/tags', { signal })
    const settable = tags.filter(({ method, state }) => method === 'hand' && state === 'published')
    return Promise.all(settable.map(({ id }) => api.get('/api/tags/{id}', { path: { id }, signal })))
  },
})

/** Makes these the customer's values of a hand-set tag; none takes the tag away. */
export function useSetTag(customerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Schema<'SetCustomerTagDto'>) =>
      api.put('/api/customers/{customerId}/tags', { path: { customerId }, body }),
    onSuccess: (handSet) => {
      client.setQueryData<CustomerTag[]>(['customer-tags', customerId], (tags) => [
        ...(tags ?? []).filter(({ method }) => method !== 'hand'),
        ...handSet,
      ])
      return client.invalidateQueries({ queryKey: ['customer-tags', customerId, 'why'] })
    },
  })
}
