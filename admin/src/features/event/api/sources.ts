import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type TrackSource = Schema<'TrackSourceReply'>
export type TrackRefusal = Schema<'TrackRefusalReply'>

export const sourcesQuery = queryOptions({
  queryKey: ['track-sources'],
  queryFn: ({ signal }) => api.get('/api/track-sources', { signal }),
})

/** What sources sent in the past two weeks that could not even be kept. */
export const refusalsQuery = queryOptions({
  queryKey: ['track-sources', 'refusals'],
  queryFn: ({ signal }) => api.get('/api/track-sources/refusals', { signal }),
})

function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: ['track-sources'] }),
  })
}

export const useCreateSource = () =>
  useChange((body: Schema<'CreateTrackSourceDto'>) => api.post('/api/track-sources', { body }))

export const useChangeSource = () =>
  useChange(({ id, ...body }: Schema<'ChangeTrackSourceDto'> & { id: number }) =>
    api.patch('/api/track-sources/{id}', { path: { id }, body }),
  )

export const useRotateKey = () => useChange((id: number) => api.post('/api/track-sources/{id}/keys', { path: { id } }))

export const useRevokeKey = () =>
  useChange(({ id, keyId }: { id: number; keyId: number }) =>
    api.delete('/api/track-sources/{id}/keys/{keyId}', { path: { id, keyId } }),
  )
