import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Role } from '@guiyi/shared'
import { request } from '../../../lib/api'
import type { StaffMember } from './list-staff'

export interface NewStaff {
  username: string
  name: string
  role: Role
  password?: string
  workUserid?: string
}

export interface StaffChange {
  name?: string
  role?: Role
  disabled?: boolean
  password?: string
  /** Null unbinds. */
  workUserid?: string | null
}

export function useCreateStaff() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: NewStaff) => request<StaffMember>('POST', '/api/staff', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }),
  })
}

export function useUpdateStaff() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: StaffChange & { id: number }) => request<StaffMember>('PATCH', '/api/staff/{id}', { path: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }),
  })
}
