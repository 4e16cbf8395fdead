import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import { sessionQuery } from '../../../lib/session'

export type Credentials = Schema<'LoginDto'>

/** Logs in and remembers who that is. Errors are shown by the form. */
export function useLogin() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Credentials) => api.post('/api/auth/login', { body }),
    onSuccess: (session) => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
      client.setQueryData(sessionQuery.queryKey, session)
    },
  })
}
