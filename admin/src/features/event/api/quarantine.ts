import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type QuarantineGroup = Schema<'QuarantineGroup'>
export type HeldEvent = Schema<'HeldEventReply'>
export type MappingStep = Schema<'MappingStepDto'>
export type MappingPreview = Schema<'MappingPreview'>
export type Suggestion = Schema<'DefinitionSuggestion'>
export type Target = Schema<'MappingTargetDto'>

export const groupsQuery = queryOptions({
  queryKey: ['event-quarantine', 'groups'],
  queryFn: ({ signal }) => api.get('/api/event-quarantine/groups', { signal }),
})

export const mappingsQuery = queryOptions({
  queryKey: ['event-quarantine', 'mappings'],
  queryFn: ({ signal }) => api.get('/api/event-mappings', { signal }),
})

export const useHeld = (group: QuarantineGroup) => {
  const { sourceId, event, reason, property } = group
  return useQuery({
    queryKey: ['event-quarantine', 'held', sourceId, event, reason, property],
    queryFn: ({ signal }) =>
      api.get('/api/event-quarantine', { query: { sourceId, event, reason, property: property || undefined }, signal }),
  })
}

/** What a mapping would do; asked for anew while its steps are being written. */
export const usePreview = (target: Target, steps: MappingStep[], ready: boolean) =>
  useQuery({
    queryKey: ['event-quarantine', 'preview', target, steps],
    enabled: ready,
    retry: false,
    placeholderData: (before) => before,
    queryFn: () => api.post('/api/event-quarantine/preview', { body: { ...target, steps } }),
  })

function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: ['event-quarantine'] }),
  })
}

export const usePutMapping = () =>
  useChange((body: Schema<'PutMappingDto'>) => api.put('/api/event-mappings', { body }))

export const useRemoveMapping = () =>
  useChange((id: number) => api.delete('/api/event-mappings/{id}', { path: { id } }))

export const useReplay = () =>
  useChange((body: Schema<'SettleDto'>) => api.post('/api/event-quarantine/replay', { body }))

export const useDiscard = () =>
  useChange((body: Schema<'SettleDto'>) => api.post('/api/event-quarantine/discard', { body }))

export const useSuggestion = () =>
  useMutation({ mutationFn: (body: Target) => api.post('/api/event-quarantine/suggestion', { body }) })
