import { queryOptions } from '@tanstack/react-query'
import type { RuleNode } from '@guiyi/shared'
import { api, type Schema } from '../../../lib/api'

/** A segment with its rule typed: the server keeps only rules that passed `validateRule`. */
export type SegmentDetail = Omit<Schema<'SegmentDetailReply'>, 'rule'> & { rule: RuleNode }

export const segmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', 'one', id],
    queryFn: async ({ signal }) =>
      (await api.get('/api/segments/{id}', { path: { id: Number(id) }, signal })) as unknown as SegmentDetail,
  })
