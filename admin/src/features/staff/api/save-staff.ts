import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'

export function useCreateStaff() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Schema<'CreateStaffDto'>) => api.post('/api/staff', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }),
  })
}

export function useUpdateStaff() {
  const client = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...body }: Schema<'UpdateStaffDto'> & { id: number }) =>
      api.patch('/api/staff/{id}', { path: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }),
  })
}
