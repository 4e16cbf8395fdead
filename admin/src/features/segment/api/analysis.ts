import { queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type PeopleList = Schema<'PeopleListDto'>
export type Insight = Schema<'InsightReply'>
export type InsightTrait = Schema<'InsightTraitReply'>
export type Overlap = Schema<'OverlapReply'>

/** What a list is made of, against everyone. */
export const insightQuery = ({ kind, id }: PeopleList) =>
  queryOptions({
    queryKey: ['insight', kind, id],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      kind === 'segment'
        ? api.get('/api/segments/{id}/insight', { path: { id }, signal })
        : api.get('/api/audiences/{id}/insight', { path: { id }, signal }),
  })

/** Which people several lists have in common. */
export const overlapQuery = (lists: PeopleList[]) =>
  queryOptions({
    queryKey: ['overlap', lists],
    enabled: lists.length >= 2,
    staleTime: 10_000,
    queryFn: ({ signal }) => api.post('/api/segments/overlap', { body: { lists }, signal }),
  })
