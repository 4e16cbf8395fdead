import { queryOptions } from '@tanstack/react-query'
import type { RuleNode } from '@guiyi/shared'
import { api, type Schema } from '../../../lib/api'

export type Reachability = Schema<'ReachableReply'>

/**
 * How many people a rule means now. A newer rule ends the waiting for an older one here; there, `builder` names the
 * editor that asks, and of its rules only the one being counted and the newest cost the engine anything.
 */
export const countQuery = (rule: RuleNode, builder: string) =>
  queryOptions({
    queryKey: ['segments', 'count', rule],
    staleTime: 10_000,
    gcTime: 30_000,
    retry: false,
    queryFn: ({ signal }) => api.post('/api/segments/count', { body: { rule: { ...rule }, builder }, signal }),
  })
