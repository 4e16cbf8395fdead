import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type Account = Schema<'AccountReply'>

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => api.get('/api/accounts', { signal }),
})

export function useCreateAccount() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Schema<'CreateAccountBody'>) => api.post('/api/accounts', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  })
}

export function useUpdateAccount() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: Schema<'UpdateAccountBody'> & { id: number }) =>
      api.put('/api/accounts/{id}', { path: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  })
}

/** Asks the platform whether it accepts the credentials; a refusal is an answer, not an error. */
export function useCheckAccount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.post('/api/accounts/{id}/check', { path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  })
}
