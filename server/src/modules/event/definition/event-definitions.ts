import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { BUILT_IN_EVENTS, type EventPropertyDeclaration } from '@guiyi/shared'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { EventDefinition } from './event-definition.entity'

export interface NewEventDefinition {
  name: string
  label: string
  description?: string
  properties: EventPropertyDeclaration[]
}

export type EventDefinitionChange = Partial<Omit<NewEventDefinition, 'name'>> & { paused?: boolean }

/** How long another process may still see the plan as it was. */
const CACHE_MS = 3_000

/** The tracking plan: every event that may be recorded. Asked for with every event, hence kept in memory for a moment. */
@Injectable()
export class EventDefinitions implements OnApplicationBootstrap {
  private cache: { byName: Map<string, EventDefinition>; readAt: number } | null = null

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Adds the built-in events, and properties that a newer version of them brings. What a brand changed about them stays. */
  async onApplicationBootstrap(): Promise<void> {
    const known = new Map(
      (await this.db.repo(EventDefinition).find()).map((definition) => [definition.name, definition]),
    )
    for (const { name, label, properties } of BUILT_IN_EVENTS) {
      const definition = known.get(name)
      const added =
        definition && properties.filter(({ key }) => !definition.properties.some((property) => property.key === key))
      if (!definition) await this.addBuiltIn(name, label, properties)
      else if (added && added.length > 0) {
        await this.db.repo(EventDefinition).update({ name }, { properties: [...definition.properties, ...added] })
      }
    }
    this.cache = null
  }

  /** All of them, built-in ones first. */
  async all(): Promise<EventDefinition[]> {
    return [...(await this.plan()).values()]
  }

  /** @throws EVENT_UNKNOWN, EVENT_PAUSED */
  async get(name: string): Promise<EventDefinition> {
    const definition = (await this.plan()).get(name) ?? (await this.db.repo(EventDefinition).findOneBy({ name }))
    if (!definition) throw new AppError('EVENT_UNKNOWN', { field: 'event', params: { name: name.slice(0, 64) } })
    if (definition.paused) throw new AppError('EVENT_PAUSED', { field: 'event', params: { label: definition.label } })
    return definition
  }

  /** @throws EVENT_EXISTS */
  async declare(event: NewEventDefinition): Promise<EventDefinition> {
    const { name, label, description = '', properties } = event
    if (await this.db.repo(EventDefinition).findOneBy({ name }))
      throw new AppError('EVENT_EXISTS', { field: 'name', params: { name } })
    await this.db.repo(EventDefinition).insert({ name, label, description, properties })
    this.audit.describe({ action: 'event.declare', target: { kind: 'event', id: name, name: label } })
    return this.changed(name)
  }

  /** Built-in events keep the properties that they came with; new ones may be added. @throws EVENT_UNKNOWN, EVENT_BUILT_IN */
  async change(name: string, change: EventDefinitionChange): Promise<EventDefinition> {
    const before = await this.db.repo(EventDefinition).findOneBy({ name })
    if (!before) throw new AppError('EVENT_UNKNOWN', { params: { name } })
    const lost = before.properties.some(
      ({ key, type }) =>
        change.properties && !change.properties.some((other) => other.key === key && other.type === type),
    )
    if (before.builtIn && (lost || change.paused)) throw new AppError('EVENT_BUILT_IN')
    const {
      label = before.label,
      description = before.description,
      properties = before.properties,
      paused = before.paused,
    } = change
    const after = { label, description, properties, paused }
    await this.db.repo(EventDefinition).update({ name }, after)
    this.audit.describe({ action: 'event.change', target: { kind: 'event', id: name, name: label }, before, after })
    return this.changed(name)
  }

  /** Two processes may start at once; the first one wins. */
  private async addBuiltIn(
    name: string,
    label: string,
    properties: readonly EventPropertyDeclaration[],
  ): Promise<void> {
    await this.db.query(
      'INSERT INTO event_definition (name, label, properties, built_in) VALUES (?, ?, ?, 1) ON DUPLICATE KEY UPDATE id = id',
      [name, label, JSON.stringify(properties)],
    )
  }

  private async changed(name: string): Promise<EventDefinition> {
    this.cache = null
    await this.db.afterCommit(() => {
      this.cache = null
    })
    return this.db.repo(EventDefinition).findOneByOrFail({ name })
  }

  private async plan(): Promise<Map<string, EventDefinition>> {
    const now = this.clock.now().getTime()
    if (this.cache && now - this.cache.readAt < CACHE_MS) return this.cache.byName
    const definitions = await this.db.repo(EventDefinition).find({ order: { builtIn: 'DESC', id: 'ASC' } })
    this.cache = { byName: new Map(definitions.map((definition) => [definition.name, definition])), readAt: now }
    return this.cache.byName
  }
}
