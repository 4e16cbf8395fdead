import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

/** Creates a draft, or with an id replaces what a draft says. */
export function useSaveCampaign(id: number | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Schema<'SaveCampaignDto'>) =>
      id === undefined ? api.post('/api/campaigns', { body }) : api.put('/api/campaigns/{id}', { path: { id }, body }),
    onSuccess: (saved) => {
      client.setQueryData(['campaigns', 'one', saved.id], saved)
      return client.invalidateQueries({ queryKey: ['campaigns', 'list'] })
    },
  })
}

export function useDeleteCampaign() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (id: number) => api.delete('/api/campaigns/{id}', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['campaigns', 'list'] }),
  })
}
