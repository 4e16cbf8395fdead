import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { LeadDetail } from '../labels'

/** The changed lead is shown at once; lists, counts and portraits are asked again. */
function settle(client: QueryClient, lead: LeadDetail): Promise<unknown> {
  client.setQueryData(['leads', 'one', lead.id], lead)
  return Promise.all([
    client.invalidateQueries({ queryKey: ['leads', 'list'] }),
    client.invalidateQueries({ queryKey: ['leads', 'summary'] }),
    client.invalidateQueries({ queryKey: ['portrait'] }),
  ])
}

/** Writes a follow-up note, with the next step and its time when given. */
export function useAddNote(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Schema<'AddNoteDto'>) => api.post('/api/leads/{id}/notes', { path: { id }, body }),
    onSuccess: (lead) => settle(client, lead),
  })
}

export function useMoveLead(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Schema<'MoveLeadDto'>) => api.post('/api/leads/{id}/move', { path: { id }, body }),
    onSuccess: (lead) => settle(client, lead),
  })
}

export function useClaimLead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post('/api/leads/{id}/claim', { path: { id } }),
    onSuccess: (lead) => settle(client, lead),
    // Somebody else was faster: the list shows who.
    onError: () => client.invalidateQueries({ queryKey: ['leads'] }),
  })
}

export function useAssignLead(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ownerId: number | null) => api.post('/api/leads/{id}/assign', { path: { id }, body: { ownerId } }),
    onSuccess: (lead) => settle(client, lead),
  })
}

/** Opens a lead for a customer who has none. */
export function useOpenLead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (customerId: string) => api.post('/api/leads', { body: { customerId } }),
    onSuccess: (lead) => settle(client, lead),
  })
}
