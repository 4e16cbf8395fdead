import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type CustomerDetail = Schema<'CustomerDetailReply'>
export type Portrait = Schema<'PortraitReply'>
export type CustomerTag = Schema<'CustomerTagReply'>

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'detail', id],
    queryFn: ({ signal }) => api.get('/api/customers/{id}', { path: { id }, signal }),
  })

/** Phase, value and preferences at one glance. */
export const portraitQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'portrait', id],
    queryFn: ({ signal }) => api.get('/api/customers/{id}/portrait', { path: { id }, signal }),
  })

export const customerTagsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'tags', id],
    queryFn: ({ signal }) => api.get('/api/customers/{customerId}/tags', { path: { customerId: id }, signal }),
  })

/** The tags that people set by hand, with the values to choose from. */
export const handTagsQuery = queryOptions({
  queryKey: ['tags', 'by-hand'],
  staleTime: 30_000,
  queryFn: async ({ signal }) =>
    (await api.get('/api/tags/metadata', { signal })).filter(
      ({ method, state }) => method === 'hand' && state === 'published',
    ),
})

/** Why the person has a tag's values. */
export const tagWhyQuery = (id: string, tagId: number) =>
  queryOptions({
    queryKey: ['customers', 'tag-why', id, tagId],
    queryFn: ({ signal }) =>
      api.get('/api/customers/{customerId}/tags/{tagId}/why', { path: { customerId: id, tagId }, signal }),
  })
