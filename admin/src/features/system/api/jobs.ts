import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type Job = Schema<'JobReply'>

export const isActive = (job: Job): boolean => job.state === 'pending' || job.state === 'running'

/** Looks again every two seconds while anything on the page is still going on. */
export const jobsQuery = (query: ListQuery & { state?: string; kind?: string }) =>
  queryOptions({
    queryKey: ['system', 'jobs', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/system/jobs', { query: query as QueryOf<'/api/system/jobs'>, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isActive) ? 2_000 : 10_000),
  })

/** One job, followed until it ends. */
export const jobQuery = (id: number) =>
  queryOptions({
    queryKey: ['system', 'job', id],
    queryFn: ({ signal }) => api.get('/api/system/jobs/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && !isActive(state.data) ? false : 1_000),
  })

export function useCancelJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/system/jobs/{id}/cancel', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['system'] }),
  })
}
