import { queryOptions } from '@tanstack/react-query'
import type { TagRule } from '@guiyi/shared'
import { api, type Schema } from '../../../lib/api'

export type TagPreview = Schema<'TagPreviewReply'>

/** What a rule would give now. `tagId` compares with the values that the tag has today. */
export const previewQuery = (rule: TagRule, tagId: number | undefined) =>
  queryOptions({
    queryKey: ['tags', 'preview', tagId ?? null, rule],
    staleTime: 10_000,
    gcTime: 30_000,
    queryFn: ({ signal }) => api.post('/api/tags/preview', { body: { rule: { ...rule }, tagId }, signal }),
  })
