import { infiniteQueryOptions, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
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

/** What the events of a group have in common. */
export const heldFilter = ({ sourceId, event, reason, property }: QuarantineGroup) => ({
  sourceId,
  event,
  reason,
  property: property || undefined,
})

export const useHeld = (group: QuarantineGroup) => {
  const filter = heldFilter(group)
  return useQuery({
    queryKey: ['event-quarantine', 'held', filter],
    queryFn: ({ signal }) => api.get('/api/event-quarantine', { query: filter, signal }),
  })
}

/** The same, page by page. */
export const heldPagesQuery = (group: QuarantineGroup) =>
  infiniteQueryOptions({
    queryKey: ['event-quarantine', 'held-pages', heldFilter(group)],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/event-quarantine', { query: { ...heldFilter(group), before: pageParam }, signal }),
    getNextPageParam: ({ next }) => next,
  })

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
