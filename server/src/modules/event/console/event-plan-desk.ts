import { Injectable } from '@nestjs/common'
import { ROLE_PERMISSIONS } from '@guiyi/shared'
import { AppError } from '../../../platform/errors'
import { StaffService } from '../../staff'
import type { EventDefinition } from '../definition/event-definition.entity'
import { EventDefinitions } from '../definition/event-definitions'
import type {
  ChangeEventDto,
  DeclareEventDto,
  EventDefinitionReply,
  EventOwnerReply,
  EventUserReply,
  EventVersionReply,
} from '../event.dto'
import { EventUsage } from '../event.usage'
import { DefinitionPresenter } from './definition-presenter'

/** The tracking plan as people edit it. */
@Injectable()
export class EventPlanDesk {
  constructor(
    private readonly plan: EventDefinitions,
    private readonly staff: StaffService,
    private readonly presenter: DefinitionPresenter,
    private readonly usage: EventUsage,
  ) {}

  /** @throws EVENT_EXISTS, EVENT_DEFINITION_INVALID, NOT_FOUND */
  async declare(dto: DeclareEventDto): Promise<EventDefinitionReply> {
    await this.checkOwner(dto.ownerId)
    return this.present(await this.plan.declare(dto))
  }

  /** @throws EVENT_UNKNOWN, EVENT_BUILT_IN, EVENT_DEFINITION_INVALID, EVENT_PROPERTY_IN_USE, CONFLICT, NOT_FOUND */
  async change(name: string, dto: ChangeEventDto): Promise<EventDefinitionReply> {
    await this.checkOwner(dto.ownerId)
    return this.present(await this.plan.change(name, dto))
  }

  /** Everybody who may edit the plan. */
  async owners(): Promise<EventOwnerReply[]> {
    return (await this.staff.active())
      .filter(({ role }) => ROLE_PERMISSIONS[role].includes('event.write'))
      .map(({ id, name }) => ({ id, name }))
  }

  async users(name: string): Promise<EventUserReply[]> {
    return this.usage.of(name)
  }

  async versions(name: string): Promise<EventVersionReply[]> {
    return this.presenter.presentHistory(await this.plan.history(name))
  }

  private async checkOwner(ownerId: number | null | undefined): Promise<void> {
    if (ownerId && (await this.staff.get(ownerId)).disabled)
      throw new AppError('NOT_FOUND', { field: 'ownerId', params: { what: '员工' } })
  }

  private async present(definition: EventDefinition): Promise<EventDefinitionReply> {
    const [reply] = await this.presenter.present([definition])
    if (!reply) throw new AppError('EVENT_UNKNOWN', { params: { name: definition.name } })
    return reply
  }
}
