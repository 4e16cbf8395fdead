import { useMutation } from '@tanstack/react-query'
import { request } from '../../../lib/api'

export interface PasswordChange {
  currentPassword: string
  newPassword: string
}

/** Changes the password of the person who is logged in; other sessions of that person end. */
export function useChangePassword() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: PasswordChange) => request('POST', '/api/auth/password', { body }),
  })
}
