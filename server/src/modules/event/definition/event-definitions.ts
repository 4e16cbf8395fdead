import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { BUILT_IN_EVENTS, type EventPropertyDeclaration } from '@guiyi/shared'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { EventUsage, namesOfUsers } from '../event.usage'
import { checkProperties, losesBuiltIn, lostProperties } from './definition.policy'
import { EventDefinition, EventDefinitionVersion, type DefinitionSnapshot } from './event-definition.entity'

export interface NewEventDefinition {
  name: string
  label: string
  description?: string
  properties: EventPropertyDeclaration[]
  senders?: string[]
  ownerId?: number | null
  expectedDaily?: number | null
}

export type EventDefinitionChange = Partial<Omit<NewEventDefinition, 'name'>> & {
  paused?: boolean
  archived?: boolean
  /** The version that the person had before her eyes; without it the newest is changed. */
  version?: number
}

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
    private readonly actors: ActorContext,
    private readonly usage: EventUsage,
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
        const after = { ...snapshotOf(definition), properties: [...definition.properties, ...added] }
        // Another process that starts at the same time may have done it already.
        await this.db.transaction(() => this.store(definition, after)).catch(ignoreConflict)
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
    if (definition.paused || definition.archivedAt)
      throw new AppError('EVENT_PAUSED', { field: 'event', params: { label: definition.label } })
    return definition
  }

  /** The definition as this process knows it, paused ones included; for judging many events at a time. */
  async find(name: string): Promise<EventDefinition | undefined> {
    return (await this.plan()).get(name)
  }

  /** @throws EVENT_EXISTS, EVENT_DEFINITION_INVALID */
  async declare(event: NewEventDefinition): Promise<EventDefinition> {
    const { name, label, description = '', properties, senders = [], ownerId = null, expectedDaily = null } = event
    checkProperties(properties)
    if (await this.db.repo(EventDefinition).findOneBy({ name }))
      throw new AppError('EVENT_EXISTS', { field: 'name', params: { name } })
    await this.db
      .repo(EventDefinition)
      .insert({ name, label, description, properties, senders, ownerId, expectedDaily })
    const made = await this.changed(name)
    await this.remember(made)
    this.audit.describe({ action: 'event.declare', target: { kind: 'event', id: name, name: label } })
    return made
  }

  /**
   * Makes a new version. Built-in events keep the properties that they came with; new ones may be added.
   * @throws EVENT_UNKNOWN, EVENT_BUILT_IN, EVENT_DEFINITION_INVALID; EVENT_PROPERTY_IN_USE when a property is taken away or
   * re-typed that a rule in force reads; CONFLICT when somebody else changed it meanwhile
   */
  async change(name: string, change: EventDefinitionChange): Promise<EventDefinition> {
    const before = await this.db.repo(EventDefinition).findOneBy({ name })
    if (!before) throw new AppError('EVENT_UNKNOWN', { params: { name } })
    const { version, ...wanted } = change
    if (version !== undefined && version !== before.version) throw new AppError('CONFLICT')
    if (wanted.properties) checkProperties(wanted.properties)
    const lost = wanted.properties !== undefined && losesBuiltIn(before.properties, wanted.properties)
    if (before.builtIn && (lost || wanted.paused || wanted.archived)) throw new AppError('EVENT_BUILT_IN')
    if (wanted.properties) await this.refuseUsed(name, lostProperties(before.properties, wanted.properties))
    const after: DefinitionSnapshot = { ...snapshotOf(before), ...given(wanted) }
    await this.store(before, after)
    this.audit.describe({
      action: 'event.change',
      target: { kind: 'event', id: name, name: after.label },
      before: snapshotOf(before),
      after,
    })
    return this.changed(name)
  }

  /** What the definition looked like, the newest first. */
  async history(name: string): Promise<EventDefinitionVersion[]> {
    return this.db.repo(EventDefinitionVersion).find({ where: { name }, order: { version: 'DESC' } })
  }

  private async refuseUsed(name: string, lost: readonly EventPropertyDeclaration[]): Promise<void> {
    if (lost.length === 0) return
    const readers = await this.usage.of(name)
    for (const { key, label } of lost) {
      const users = readers.filter(({ properties }) => properties.includes(key))
      if (users.length > 0)
        throw new AppError('EVENT_PROPERTY_IN_USE', {
          field: 'properties',
          params: { property: label, users: namesOfUsers(users) },
        })
    }
  }

  /** Compare and set: two people, or two processes that start at once, cannot overwrite each other. */
  private async store(before: EventDefinition, after: DefinitionSnapshot): Promise<void> {
    const { archived, properties, senders, ...rest } = after
    const archivedAt = archived ? (before.archivedAt ?? this.clock.now()) : null
    const version = before.version + 1
    const updated = await this.db.query<UpdateResultHeader>(
      `UPDATE event_definition SET label = ?, description = ?, properties = ?, senders = ?, owner_id = ?,
         expected_daily = ?, paused = ?, archived_at = ?, version = ? WHERE id = ? AND version = ?`,
      [
        rest.label,
        rest.description,
        JSON.stringify(properties),
        JSON.stringify(senders ?? []),
        rest.ownerId,
        rest.expectedDaily,
        rest.paused,
        archivedAt,
        version,
        before.id,
        before.version,
      ],
    )
    if (updated.affectedRows !== 1) throw new AppError('CONFLICT')
    await this.remember(before)
    await this.remember({ ...before, ...after, version, archivedAt })
  }

  /** A version that is remembered already stays as it is: built-in events have no history before their first change. */
  private async remember(definition: EventDefinition): Promise<void> {
    const actor = this.actors.current()
    await this.db.query(
      `INSERT INTO event_definition_version (name, version, snapshot, staff_id) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE id = id`,
      [
        definition.name,
        definition.version,
        JSON.stringify(snapshotOf(definition)),
        actor.kind === 'staff' ? actor.staffId : null,
      ],
    )
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

const ignoreConflict = (error: unknown): void => {
  if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error
}

const snapshotOf = (definition: EventDefinition): DefinitionSnapshot => ({
  label: definition.label,
  description: definition.description,
  properties: definition.properties,
  senders: definition.senders ?? [],
  ownerId: definition.ownerId,
  expectedDaily: definition.expectedDaily,
  paused: definition.paused,
  archived: definition.archivedAt !== null,
})

/** Without what was left out, so that it does not wipe out what stands. */
const given = <T extends object>(change: T): T =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as T
