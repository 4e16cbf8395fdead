import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type PeopleList = Schema<'PeopleListDto'>
export type InsightTrait = Schema<'InsightTraitReply'>
export type InsightValue = Schema<'InsightValueReply'>
export type Overlap = Schema<'OverlapReply'>

/** What a list is made of, against everyone; the engine counts it part by part. */
export const insightQuery = ({ kind, id }: PeopleList) =>
  infiniteQueryOptions({
    queryKey: ['insight', kind, id],
    staleTime: 300_000,
    refetchOnWindowFocus: false,
    initialPageParam: 0,
    queryFn: ({ pageParam: part, signal }) =>
      kind === 'segment'
        ? api.get('/api/segments/{id}/insight', { path: { id }, query: { part }, signal })
        : api.get('/api/audiences/{id}/insight', { path: { id }, query: { part }, signal }),
    getNextPageParam: ({ part, parts }) => (part + 1 < parts ? part + 1 : undefined),
  })

/** Which people several lists have in common. */
export const overlapQuery = (lists: PeopleList[]) =>
  queryOptions({
    queryKey: ['overlap', lists],
    enabled: lists.length >= 2,
    staleTime: 10_000,
    queryFn: ({ signal }) => api.post('/api/segments/overlap', { body: { lists }, signal }),
  })
