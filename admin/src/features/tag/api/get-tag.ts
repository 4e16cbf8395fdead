import { queryOptions } from '@tanstack/react-query'
import type { TagRule } from '@guiyi/shared'
import { api, type Schema } from '../../../lib/api'

/** A tag with its rules typed: the server keeps only rules that passed `validateTagRule`. */
export type TagDetail = Omit<Schema<'TagDetailReply'>, 'rule' | 'draftRule'> & {
  rule: TagRule | null
  draftRule: TagRule | null
}

export const tagQuery = (id: string) =>
  queryOptions({
    queryKey: ['tags', 'one', id],
    refetchInterval: 10_000,
    queryFn: async ({ signal }) =>
      (await api.get('/api/tags/{id}', { path: { id: Number(id) }, signal })) as unknown as TagDetail,
  })
