import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from './api'

/** One piece of background work. */
export type Job = Schema<'JobReply'>

export const isActive = (job: Job): boolean => job.state === 'pending' || job.state === 'running'

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
