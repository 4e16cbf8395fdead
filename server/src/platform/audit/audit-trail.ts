import { Injectable } from '@nestjs/common'
import { ClsService } from 'nestjs-cls'
import type { StaffActor } from '../context'
import { Database } from '../database'
import { scrub } from '../logger'
import { AuditEntry } from './audit-entry.entity'

export interface AuditDescription {
  action?: string
  target?: { kind: string; id: string | number; name?: string }
  before?: unknown
  after?: unknown
}

const DESCRIPTION = 'audit.description'
const SECRET_FIELD = /password|secret|token|credential|aeskey|privatekey|phone|mobile/i

/** Keeps what staff change: the request's interceptor writes one row per change, services say what changed. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly cls: ClsService,
    private readonly db: Database,
  ) {}

  /** Adds to the audit row of the running request. The last value given for a field counts. */
  describe(description: AuditDescription): void {
    if (!this.cls.isActive()) return
    this.cls.set(DESCRIPTION, { ...this.cls.get<AuditDescription | undefined>(DESCRIPTION), ...description })
  }

  /** Writes the row in the running transaction. */
  async write(
    actor: StaffActor,
    request: { permission: string; ip: string; requestId: string; body: unknown },
  ): Promise<void> {
    const description = this.cls.get<AuditDescription | undefined>(DESCRIPTION) ?? {}
    await this.db.repo(AuditEntry).insert({
      staffId: actor.staffId,
      staffName: actor.name,
      action: description.action ?? request.permission,
      targetKind: description.target?.kind ?? null,
      targetId: description.target ? String(description.target.id) : null,
      targetName: description.target?.name ?? null,
      before: redactedJson(description.before),
      after: redactedJson(description.after ?? request.body),
      ip: request.ip,
      requestId: request.requestId,
    })
  }
}

const redactedJson = (value: unknown): object | null => {
  const copy = redact(value ?? null)
  return typeof copy === 'object' ? copy : { value: copy }
}

/** A copy without secrets and phone numbers, cut where it grows beyond what a person reads. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value.length > 2000 ? `${value.slice(0, 2000)}…` : value)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (depth > 8) return '…'
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_FIELD.test(key) && item ? '[已隐藏]' : redact(item, depth + 1),
    ]),
  )
}
