import { useMutation } from '@tanstack/react-query'
import { api, ApiError, isApiError, type Schema } from '../../../lib/api'

export type PasswordChange = Schema<'ChangePasswordDto'>

/** Changes the password of the person who is logged in; other sessions of that person end. */
export function useChangePassword() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: PasswordChange) => {
      try {
        await api.post('/api/auth/password', { body })
      } catch (error) {
        // The name is one's own here, so it can only be the password.
        if (!isApiError(error, 'LOGIN_FAILED')) throw error
        throw new ApiError(error.code, '当前密码不正确', error.status, 'currentPassword', [], error.requestId)
      }
    },
  })
}
