import { useMutation } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export type PasswordChange = Schema<'ChangePasswordDto'>

/** Changes the password of the person who is logged in; other sessions of that person end. */
export function useChangePassword() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: PasswordChange) => api.post('/api/auth/password', { body }),
  })
}
