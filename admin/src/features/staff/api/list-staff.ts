import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Role } from '@guiyi/shared'
import { request } from '../../../lib/api'
import type { Page } from '../../../lib/page'

export interface StaffMember {
  id: number
  username: string
  name: string
  role: Role
  workUserid: string | null
  disabled: boolean
  hasPassword: boolean
  lastLoginAt: string | null
  createdAt: string
}

interface StaffQuery {
  page: number
  pageSize: number
  search?: string
  role?: string
}

export const staffQuery = (query: StaffQuery) =>
  queryOptions({
    queryKey: ['staff', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<Page<StaffMember>>('GET', '/api/staff', { query, signal }),
  })
