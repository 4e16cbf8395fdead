import { queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'

/** People per value on each day (Asia/Shanghai), oldest first. */
export const tagHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['tags', 'history', id],
    queryFn: ({ signal }) =>
      request<{ days: string[]; values: { value: string; counts: number[] }[] }>('GET', '/api/tags/{id}/history', {
        path: { id },
        signal,
      }),
  })
