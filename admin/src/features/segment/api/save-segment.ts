import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RuleNode } from '@guiyi/shared'
import { api } from '../../../lib/api'

export interface SegmentInput {
  name: string
  description: string
  rule: RuleNode
}

function useSegmentMutation<V, R>(call: (input: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: call,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['segments'] }),
        client.invalidateQueries({ queryKey: ['audiences'] }),
        client.invalidateQueries({ queryKey: ['rule-catalog'] }),
      ]),
  })
}

/** Creates a segment, or with an id changes one. The reply names the job that evaluates everyone. */
export const useSaveSegment = (id: number | undefined) =>
  useSegmentMutation(({ rule, ...rest }: SegmentInput) => {
    const body = { ...rest, rule: { ...rule } }
    return id === undefined
      ? api.post('/api/segments', { body })
      : api.patch('/api/segments/{id}', { path: { id }, body })
  })

/** Puts the rule of an older version in force again. */
export const useRestoreSegment = (id: number) =>
  useSegmentMutation((version: number) =>
    api.post('/api/segments/{id}/versions/{version}/restore', { path: { id, version } }),
  )

/** Looks at everyone again, after an evaluation was cancelled or failed. */
export const useEvaluateSegment = (id: number) =>
  useSegmentMutation(() => api.post('/api/segments/{id}/evaluate', { path: { id } }))

export const useRemoveSegment = () =>
  useSegmentMutation((id: number) => api.delete('/api/segments/{id}', { path: { id } }))

/** Keeps who is in the segment at this moment, as an audience that no later change touches. */
export const useFreezeAudience = (id: number) =>
  useSegmentMutation((name: string) => api.post('/api/segments/{id}/audiences', { path: { id }, body: { name } }))
