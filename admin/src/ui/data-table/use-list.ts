import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

export interface ListQuery {
  page: number
  pageSize: number
  /** `name` ascending, `-name` descending. */
  sort?: string
}

export interface ListState<F extends string> {
  /** What to send to the server: page, pageSize, sort and the filters that are set. */
  query: ListQuery & Partial<Record<F, string>>
  filters: Partial<Record<F, string>>
  /** True when any filter is set, to tell "no result" from "nothing yet". */
  filtered: boolean
  /** Undefined takes a filter away. Goes back to page 1. */
  setFilters: (patch: Partial<Record<F, string | undefined>>) => void
  clear: () => void
  setPage: (page: number, pageSize: number) => void
  setSort: (sort: string | undefined) => void
}

interface Options<F extends string> {
  /** The filter names this list knows; other search parameters of the page stay untouched. */
  filters?: readonly F[]
  pageSize?: number
  sort?: string
}

/**
 * Page, size, sort and filters of a list, kept in the address so that a view can be shared, reloaded and left with "back".
 */
export function useList<F extends string = never>(options: Options<F> = {}): ListState<F> {
  const search: Record<string, string | undefined> = useSearch({ strict: false })
  const navigate = useNavigate()
  const { filters: names, pageSize: defaultSize = 20, sort: defaultSort } = options
  const key = JSON.stringify([search, names, defaultSize, defaultSort])

  const go = useCallback(
    (patch: Record<string, string | undefined>) =>
      void navigate({
        to: '.',
        replace: true,
        search: (previous: Record<string, string | undefined>) =>
          Object.fromEntries(
            Object.entries({ ...previous, ...patch }).filter(([, value]) => value !== undefined && value !== ''),
          ),
      }),
    [navigate],
  )

  return useMemo(() => {
    const filters: Partial<Record<F, string>> = {}
    for (const name of names ?? []) if (search[name]) filters[name] = search[name]
    const query: ListQuery & Partial<Record<F, string>> = {
      page: Math.max(1, Number(search.page) || 1),
      pageSize: Math.min(200, Number(search.pageSize) || defaultSize),
      ...filters,
    }
    const sort = search.sort ?? defaultSort
    if (sort) query.sort = sort
    return {
      query,
      filters,
      filtered: Object.keys(filters).length > 0,
      setFilters: (patch) => go({ ...(patch as Record<string, string | undefined>), page: undefined }),
      clear: () => go({ ...Object.fromEntries((names ?? []).map((name) => [name, undefined])), page: undefined }),
      setPage: (page, pageSize) =>
        go({
          page: page === 1 ? undefined : String(page),
          pageSize: pageSize === defaultSize ? undefined : String(pageSize),
        }),
      setSort: (next) => go({ sort: next === defaultSort ? undefined : next, page: undefined }),
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the address and the options, which are often written inline
  }, [key, go])
}
