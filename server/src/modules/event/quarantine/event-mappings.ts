import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import type { MappingAction } from './mapping.policy'
import { EventMapping } from './quarantined-event.entity'

/** How long another process may still use the mappings as they were. */
const CACHE_MS = 3_000

const keyOf = (sourceId: number, event: string): string => `${sourceId} ${event}`

/** The mappings in force. Asked for with every tracked event, hence kept in memory for a moment. */
@Injectable()
export class EventMappings {
  private cache: { actions: Map<string, MappingAction[]>; readAt: number } | null = null

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly actors: ActorContext,
  ) {}

  /** What to do with events of this name from this source; empty when there is nothing to do. */
  async of(sourceId: number, event: string): Promise<readonly MappingAction[]> {
    const now = this.clock.now().getTime()
    if (!this.cache || now - this.cache.readAt >= CACHE_MS) {
      const mappings = await this.list()
      const actions = new Map(mappings.map((mapping) => [keyOf(mapping.sourceId, mapping.event), mapping.actions]))
      this.cache = { actions, readAt: now }
    }
    return this.cache.actions.get(keyOf(sourceId, event)) ?? []
  }

  async list(): Promise<EventMapping[]> {
    return this.db.repo(EventMapping).find({ order: { id: 'DESC' } })
  }

  /** Puts a mapping in force, in the place of the one before it. */
  async put(sourceId: number, event: string, actions: MappingAction[]): Promise<void> {
    const actor = this.actors.current()
    await this.db.query(
      `INSERT INTO event_mapping (source_id, event, actions, staff_id) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE actions = VALUES(actions), staff_id = VALUES(staff_id)`,
      [sourceId, event, JSON.stringify(actions), actor.kind === 'staff' ? actor.staffId : null],
    )
    this.audit.describe({
      action: 'event-mapping.put',
      target: { kind: 'event-mapping', id: keyOf(sourceId, event).slice(0, 64), name: event },
      after: { actions },
    })
    await this.forget()
  }

  /** @throws NOT_FOUND */
  async remove(id: number): Promise<void> {
    const mapping = await this.db.repo(EventMapping).findOneBy({ id })
    if (!mapping) throw new AppError('NOT_FOUND', { params: { what: '映射' } })
    await this.db.repo(EventMapping).delete({ id })
    this.audit.describe({
      action: 'event-mapping.remove',
      target: { kind: 'event-mapping', id: String(id), name: mapping.event },
      before: { actions: mapping.actions },
    })
    await this.forget()
  }

  private async forget(): Promise<void> {
    this.cache = null
    await this.db.afterCommit(() => {
      this.cache = null
    })
  }
}
