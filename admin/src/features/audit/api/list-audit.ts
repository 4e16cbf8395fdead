import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, type Schema } from '../../../lib/api'
import type { ListQuery } from '../../../ui'

export type AuditEntry = Schema<'AuditReply'>

type AuditFilter = 'staffId' | 'action' | 'targetKind' | 'targetId' | 'from' | 'to'

/** `from` and `to` are UTC instants, the second exclusive. */
export const auditQuery = ({ staffId, ...query }: ListQuery & Partial<Record<AuditFilter, string>>) =>
  queryOptions({
    queryKey: ['audit', 'list', { staffId, ...query }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get('/api/audit', { query: { ...query, ...(staffId ? { staffId: Number(staffId) } : {}) }, signal }),
  })
