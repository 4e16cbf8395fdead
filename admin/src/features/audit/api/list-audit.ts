import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../../../lib/api'
import type { Page } from '../../../lib/page'

export interface AuditEntry {
  id: number
  at: string
  staffId: number
  staffName: string
  action: string
  targetKind: string | null
  targetId: string | null
  targetName: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  ip: string
  requestId: string
}

interface AuditQuery {
  page: number
  pageSize: number
  staffId?: string
  action?: string
  targetKind?: string
  targetId?: string
  /** UTC instants, the second exclusive. */
  from?: string
  to?: string
}

export const auditQuery = (query: AuditQuery) =>
  queryOptions({
    queryKey: ['audit', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<Page<AuditEntry>>('GET', '/api/audit', { query, signal }),
  })
