import { useQuery } from '@tanstack/react-query'
import type { NamedValue } from '@guiyi/shared'
import { api } from '../lib/api'

/** Values of a text property that have been seen, the most frequent first; typing others stays possible. */
export function useValueOptions(event: string | undefined, property: string, enabled = true): readonly NamedValue[] {
  const { data } = useQuery({
    queryKey: ['rule-values', event ?? null, property],
    staleTime: 5 * 60_000,
    enabled: enabled && property !== '',
    queryFn: ({ signal }) => api.get('/api/rules/values', { query: { event, property }, signal }),
  })
  return (data ?? []).map(({ value }) => ({ value, label: value }))
}
