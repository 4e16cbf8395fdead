import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type HealthRow = Schema<'EventHealthRow'>
export type PropertyHealth = Schema<'PropertyHealthReply'>
export type EventAlert = Schema<'EventAlertReply'>

export const healthQuery = queryOptions({
  queryKey: ['event-health'],
  queryFn: ({ signal }) => api.get('/api/event-health', { signal }),
})

export const healthOfQuery = (name: string) =>
  queryOptions({
    queryKey: ['event-health', name],
    queryFn: ({ signal }) => api.get('/api/event-health/{name}', { path: { name }, signal }),
  })

export const alertsQuery = queryOptions({
  queryKey: ['event-alerts'],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => api.get('/api/event-alerts', { signal }),
})

function useChange<V>(mutationFn: (variables: V) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ['event-alerts'] }) })
}

export const useReadAlert = () => useChange((id: number) => api.post('/api/event-alerts/{id}/read', { path: { id } }))

export const useMuteAlert = () =>
  useChange(({ id, hours }: { id: number; hours: number }) =>
    api.post('/api/event-alerts/{id}/mute', { path: { id }, body: { hours } }),
  )
