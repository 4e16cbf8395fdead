import { Injectable } from '@nestjs/common'
import { StaffService } from '../../staff'
import type { EventDefinition, EventDefinitionVersion } from '../definition/event-definition.entity'
import type { EventDefinitionReply, EventVersionReply } from '../event.dto'

/** Definitions as the console shows them, with the names of those who answer for them. */
@Injectable()
export class DefinitionPresenter {
  constructor(private readonly staff: StaffService) {}

  /** Without their counts. */
  async present(definitions: readonly EventDefinition[]): Promise<EventDefinitionReply[]> {
    const owners = await this.staff.byIds(definitions.flatMap(({ ownerId }) => ownerId ?? []))
    return definitions.map((definition) => {
      const owner = definition.ownerId === null ? undefined : owners.get(definition.ownerId)
      return {
        name: definition.name,
        label: definition.label,
        description: definition.description,
        properties: definition.properties,
        builtIn: definition.builtIn,
        paused: definition.paused,
        archived: definition.archivedAt !== null,
        version: definition.version,
        senders: definition.senders ?? [],
        owner: owner ? { id: owner.id, name: owner.name } : null,
        expectedDaily: definition.expectedDaily,
        since: definition.createdAt.toISOString(),
        days: [],
        count: 0,
        people: 0,
        lastAt: null,
      }
    })
  }

  async presentHistory(versions: readonly EventDefinitionVersion[]): Promise<EventVersionReply[]> {
    const people = await this.staff.byIds(versions.flatMap(({ staffId }) => staffId ?? []))
    return versions.map(({ version, staffId, createdAt, snapshot }) => ({
      version,
      by: staffId === null ? null : (people.get(staffId)?.name ?? null),
      at: createdAt.toISOString(),
      label: snapshot.label,
      description: snapshot.description,
      properties: snapshot.properties,
      senders: snapshot.senders ?? [],
      expectedDaily: snapshot.expectedDaily,
      paused: snapshot.paused,
      archived: snapshot.archived,
    }))
  }
}
