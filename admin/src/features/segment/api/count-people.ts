import { queryOptions } from '@tanstack/react-query'
import type { RuleNode } from '@guiyi/shared'
import { request } from '../../../lib/api'
import type { Reachability } from './types'

export interface SegmentCount {
  count: number
  /** Everybody, for the share. */
  total: number
  reachable: Reachability
}

/** How many people a rule means now. A newer rule cancels the request of an older one. */
export const countQuery = (rule: RuleNode) =>
  queryOptions({
    queryKey: ['segments', 'count', rule],
    staleTime: 10_000,
    gcTime: 30_000,
    queryFn: ({ signal }) => request<SegmentCount>('POST', '/api/segments/count', { body: { rule }, signal }),
  })
