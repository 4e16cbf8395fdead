import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, request, type Schema } from '../../../lib/api'
import type { CustomerDetail } from './get-customer'

export type AttributeDefinition = Schema<'AttributeDefinitionReply'>
export type AttributeValue = string | number | boolean | string[]

export const attributeDefinitionsQuery = queryOptions({
  queryKey: ['attribute-definitions'],
  staleTime: 60_000,
  queryFn: ({ signal }) => api.get('/api/attribute-definitions', { signal }),
})

/** Sets one attribute by hand. The value's type follows the attribute, which the generated types cannot tell. */
export function useSetAttribute(id: string) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: { key: string; value: AttributeValue }) =>
      request<CustomerDetail>('POST', '/api/customers/{id}/attributes', { path: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
}

export function useRecordConsent(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Schema<'RecordConsentDto'>) => api.post('/api/customers/{id}/consents', { path: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
}

/** The whole phone number. Every look is written down on the server. */
export function useRevealPhone(id: string) {
  return useMutation({ mutationFn: () => api.post('/api/customers/{id}/phone', { path: { id } }) })
}

export function useEraseCustomer(id: string) {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: () => api.delete('/api/customers/{id}', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers', 'list'] }),
  })
}
