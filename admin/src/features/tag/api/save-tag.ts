import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type TagInput = Omit<Schema<'CreateTagDto'>, 'rule'> & { rule?: object }

/** After anything about tags changed: the tree, the pages and what rules may speak of. */
function useTagMutation<V, R>(call: (input: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: call,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['tags'] }),
        client.invalidateQueries({ queryKey: ['rule-catalog'] }),
      ]),
  })
}

/** Creates a draft, or with an id changes one; what is in force stays so until it is published again. */
export function useSaveTag(id: number | undefined) {
  return useTagMutation(({ method, rule, ...rest }: TagInput) => {
    const body = { ...rest, ...(rule ? { rule: { ...rule } } : {}) }
    return id === undefined
      ? api.post('/api/tags', { body: { ...body, method } })
      : api.patch('/api/tags/{id}', { path: { id }, body })
  })
}

export const usePublishTag = () =>
  useTagMutation(({ id, note }: { id: number; note: string }) =>
    api.post('/api/tags/{id}/publish', { path: { id }, body: note ? { note } : {} }),
  )

/** Puts an older version in force again, as a new one. */
export const useRestoreVersion = () =>
  useTagMutation(({ id, version, note }: { id: number; version: number; note?: string }) =>
    api.post('/api/tags/{id}/versions/{version}/restore', { path: { id, version }, body: { note } }),
  )

/** Computes everyone's values once more. */
export const useEvaluateTag = () =>
  useTagMutation((id: number) => api.post('/api/tags/{id}/evaluation', { path: { id } }))

/** Stops computing everyone's values. */
export const useCancelEvaluation = () =>
  useTagMutation((id: number) => api.post('/api/tags/{id}/evaluation/cancel', { path: { id } }))

export const useRemoveTag = () => useTagMutation((id: number) => api.delete('/api/tags/{id}', { path: { id } }))

const moves = {
  pause: '/api/tags/{id}/pause',
  resume: '/api/tags/{id}/resume',
  retire: '/api/tags/{id}/retire',
} as const

/** Pauses, resumes or retires a tag. */
export const useMoveTag = () =>
  useTagMutation(({ id, act }: { id: number; act: keyof typeof moves }) => api.post(moves[act], { path: { id } }))
