import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import { sessionQuery } from '../../../lib/session'

export interface Credentials {
  username: string
  password: string
}

/** Logs in and reads who that is. Errors are shown by the form. */
export function useLogin() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: Credentials) => {
      await request('POST', '/api/auth/login', { body })
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
      return client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    },
  })
}
