import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RuleNode } from '@guiyi/shared'
import { request } from '../../../lib/api'
import type { SegmentDetail } from './types'

export interface SegmentInput {
  name: string
  description: string
  rule: RuleNode
}

/** Creates a segment, or with an id changes one. */
export function useSaveSegment(id: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: SegmentInput) =>
      id === undefined
        ? request<SegmentDetail>('POST', '/api/segments', { body })
        : request<SegmentDetail>('PUT', '/api/segments/{id}', { path: { id }, body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['segments'] }),
        client.invalidateQueries({ queryKey: ['rule-catalog'] }),
      ]),
  })
}

export function useDeleteSegment() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (id: number) => request<void>('DELETE', '/api/segments/{id}', { path: { id } }),
    onSuccess: () => {
      client.removeQueries({ queryKey: ['segments', 'one'] })
      return client.invalidateQueries({ queryKey: ['segments', 'list'] })
    },
  })
}
