import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TagRule } from '@guiyi/shared'
import { request } from '../../../lib/api'
import type { TagDetail } from './types'

export interface TagInput {
  name: string
  group: string
  description: string
  rule: TagRule
}

function useTagMutation<V>(call: (input: V) => Promise<TagDetail>) {
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

/** Creates a draft, or with an id changes one; what is published stays as it is until it is published again. */
export function useSaveTag(id: string | undefined) {
  return useTagMutation((body: TagInput) =>
    id === undefined
      ? request<TagDetail>('POST', '/api/tags', { body })
      : request<TagDetail>('PUT', '/api/tags/{id}', { path: { id }, body }),
  )
}

export type LifeAct = 'publish' | 'pause' | 'resume' | 'retire'

/** Moves a tag along its life cycle. */
export function useMoveTag() {
  return useTagMutation(({ id, act }: { id: number; act: LifeAct }) =>
    request<TagDetail>('POST', `/api/tags/{id}/${act}`, { path: { id } }),
  )
}
