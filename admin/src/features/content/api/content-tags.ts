import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type ContentTag = Schema<'ContentTagReply'>

export const contentTagsQuery = queryOptions({
  queryKey: ['content-tags'],
  queryFn: ({ signal }) => api.get('/api/content-tags', { signal }),
})

/** What a changed tag changes: the dictionary and every article that carries it. */
function useRefresh() {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: ['content-tags'] })
    await client.invalidateQueries({ queryKey: ['contents'] })
  }
}

export function useCreateContentTag() {
  const onSuccess = useRefresh()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Schema<'CreateContentTagDto'>) => api.post('/api/content-tags', { body }),
    onSuccess,
  })
}

export function useUpdateContentTag() {
  const onSuccess = useRefresh()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: Schema<'UpdateContentTagDto'> & { id: number }) =>
      api.patch('/api/content-tags/{id}', { path: { id }, body }),
    onSuccess,
  })
}

export function useDeleteContentTag() {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: (id: number) => api.delete('/api/content-tags/{id}', { path: { id } }),
    onSuccess,
  })
}
