import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { Campaign } from '../labels'

function show(client: QueryClient, campaign: Campaign): Promise<unknown> {
  client.setQueryData(['campaigns', 'one', campaign.id], campaign)
  return Promise.all([
    client.invalidateQueries({ queryKey: ['campaigns', 'list'] }),
    client.invalidateQueries({ queryKey: ['campaigns', 'deliveries', campaign.id] }),
    client.invalidateQueries({ queryKey: ['campaigns', 'effect', campaign.id] }),
  ])
}

/** Starts the planning job. */
export function usePlanCampaign() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/campaigns/{id}/plan', { path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['campaigns'] }),
  })
}

/** Throws the plan away and goes back to the draft. */
export function useReplanCampaign() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (id: number) => api.post('/api/campaigns/{id}/replan', { path: { id } }),
    onSuccess: (campaign) => show(client, campaign),
  })
}

/** Sends now, or at the given moment. */
export function useSendCampaign(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Schema<'SendCampaignDto'>) => api.post('/api/campaigns/{id}/send', { path: { id }, body }),
    onSuccess: (campaign) => show(client, campaign),
  })
}

/** Stops what has not gone out yet. */
export function useCancelCampaign() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (id: number) => api.post('/api/campaigns/{id}/cancel', { path: { id } }),
    onSuccess: (campaign) => show(client, campaign),
  })
}
