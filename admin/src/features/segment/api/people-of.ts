import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { RuleNode } from '@guiyi/shared'
import { api } from '../../../lib/api'
import type { InsightTrait, InsightValue, PeopleList } from './analysis'

/** People behind a number on the screen: of a rule, of one part of an overlap, of a list with one value of a trait. */
export type PeopleSource =
  | { of: 'rule'; rule: RuleNode }
  | { of: 'overlap'; lists: PeopleList[]; places: number[] }
  | { of: 'value'; list: PeopleList; trait: InsightTrait; value: InsightValue }

interface Page {
  page: number
  pageSize: number
}

function askFor(source: PeopleSource, page: Page, signal: AbortSignal) {
  if (source.of === 'rule')
    return api.post('/api/segments/people', { body: { rule: { ...source.rule }, ...page }, signal })
  if (source.of === 'overlap') {
    const { lists, places } = source
    return api.post('/api/segments/overlap/people', { body: { lists, places, ...page }, signal })
  }
  const { list, trait, value } = source
  const query = {
    kind: trait.kind,
    key: trait.key,
    ...(value.value === null ? {} : { value: value.value }),
    ...(value.above === null ? {} : { above: value.above }),
    ...(value.upto === null ? {} : { upto: value.upto }),
    ...page,
  }
  return list.kind === 'segment'
    ? api.get('/api/segments/{id}/insight/people', { path: { id: list.id }, query, signal })
    : api.get('/api/audiences/{id}/insight/people', { path: { id: list.id }, query, signal })
}

export const peopleOfQuery = (source: PeopleSource, page: Page) =>
  queryOptions({
    queryKey: ['segments', 'people-of', source, page],
    staleTime: 10_000,
    gcTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => askFor(source, page, signal),
  })
