import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type EventDefinition = Schema<'EventDefinitionReply'>
export type EventProperty = Schema<'EventPropertyDto'>
export type EventUser = Schema<'EventUserReply'>

export const trackingPlanQuery = queryOptions({
  queryKey: ['event-definitions'],
  queryFn: ({ signal }) => api.get('/api/event-definitions', { signal }),
})

/** Tags and segments that read an event. */
export const eventUsersQuery = (name: string) =>
  queryOptions({
    queryKey: ['event-definitions', 'users', name],
    queryFn: ({ signal }) => api.get('/api/event-definitions/{name}/users', { path: { name }, signal }),
  })

/** Who can answer for an event. */
export const ownersQuery = queryOptions({
  queryKey: ['event-definitions', 'owners'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => api.get('/api/event-definitions/owners', { signal }),
})

export const versionsQuery = (name: string) =>
  queryOptions({
    queryKey: ['event-definitions', 'versions', name],
    queryFn: ({ signal }) => api.get('/api/event-definitions/{name}/versions', { path: { name }, signal }),
  })

export function useDeclareEvent() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Schema<'DeclareEventDto'>) => api.post('/api/event-definitions', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['event-definitions'] }),
  })
}

export function useChangeEvent() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ name, ...body }: Schema<'ChangeEventDto'> & { name: string }) =>
      api.patch('/api/event-definitions/{name}', { path: { name }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['event-definitions'] }),
  })
}
