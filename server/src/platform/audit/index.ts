export { AuditEntry } from './audit-entry.entity'
export { AuditTrail } from './audit-trail'
export type { AuditDescription } from './audit-trail'
