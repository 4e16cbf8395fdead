import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type QueryOf, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type StaffMember = Schema<'StaffReply'>

export const staffQuery = (query: ListQuery & { search?: string; role?: string }) =>
  queryOptions({
    queryKey: ['staff', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/api/staff', { query: query as QueryOf<'/api/staff'>, signal }),
  })
