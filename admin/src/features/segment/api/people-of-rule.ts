import { queryOptions } from '@tanstack/react-query'
import type { RuleNode } from '@guiyi/shared'
import { api } from '../../../lib/api'

const SHOWN = 20

/** The first people for whom a rule holds that is not saved yet. */
export const peopleOfRuleQuery = (rule: RuleNode) =>
  queryOptions({
    queryKey: ['segments', 'people-of-rule', rule],
    staleTime: 10_000,
    gcTime: 30_000,
    queryFn: ({ signal }) =>
      api.post('/api/segments/people', { body: { rule: { ...rule }, page: 1, pageSize: SHOWN }, signal }),
  })
