import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../lib/api'

function useGroupMutation<V>(call: (input: V) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: call,
    onSuccess: () => client.invalidateQueries({ queryKey: ['tags', 'tree'] }),
  })
}

/** Creates a folder of the tag tree, or with an id renames one. */
export const useSaveGroup = () =>
  useGroupMutation(({ id, name, parentId }: { id?: number; name: string; parentId?: number }) =>
    id === undefined
      ? api.post('/api/tag-groups', { body: { name, parentId } })
      : api.patch('/api/tag-groups/{id}', { path: { id }, body: { name } }),
  )

/** Moves a folder into another one (null: to the top), or among its neighbours. */
export const useMoveGroup = () =>
  useGroupMutation(({ id, ...body }: { id: number; parentId?: number | null; position?: number }) =>
    api.patch('/api/tag-groups/{id}', { path: { id }, body }),
  )

export const useRemoveGroup = () =>
  useGroupMutation((id: number) => api.delete('/api/tag-groups/{id}', { path: { id } }))
