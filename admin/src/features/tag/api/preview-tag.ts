import { queryOptions } from '@tanstack/react-query'
import type { TagRule } from '@guiyi/shared'
import { request } from '../../../lib/api'

export interface TagPreview {
  /** How many people would get each value, and how many have it today. */
  values: { value: string; count: number; today: number }[]
  coverage: number
  totalPeople: number
  sample: { customerId: string; name: string | null; value: string }[]
}

/** What a rule would give now. `tagId` compares with the values that the tag has today. */
export const previewQuery = (rule: TagRule, tagId: string | undefined) =>
  queryOptions({
    queryKey: ['tags', 'preview', tagId ?? null, rule],
    staleTime: 10_000,
    gcTime: 30_000,
    queryFn: ({ signal }) =>
      request<TagPreview>('POST', '/api/tags/preview', {
        body: { rule, tagId: tagId === undefined ? undefined : Number(tagId) },
        signal,
      }),
  })
