import { Module, type OnModuleInit } from '@nestjs/common'
import { DomainEvents } from '../../platform/outbox'
import { AccountModule } from '../account'
import { IdentityModule } from '../identity'
import { IntakeModule } from '../intake'
import { PrivacyModule } from '../privacy'
import { StaffModule } from '../staff'
import { CustomerTimelineController, EventController, EventDefinitionController } from './console/event.controller'
import { DefinitionPresenter } from './console/definition-presenter'
import { EventFeedView } from './console/event-feed-view'
import { EventHealth } from './console/event-health'
import { EventPlanDesk } from './console/event-plan-desk'
import { ConsumerController } from './consumer/consumer.controller'
import { ConsumerLogin } from './consumer/consumer-login'
import { EventDefinitions } from './definition/event-definitions'
import { EVENT_EVENTS } from './event.events'
import { EventEngineSource } from './event-engine-source'
import { EventIds } from './event-ids'
import { EventMoves } from './event-moves'
import { EventPresenter } from './event.presenter'
import { EventReferences } from './event.references'
import { EventService } from './event.service'
import { MiniProgramHandlers } from './intake/mini-program-handlers'
import { OfficialAccountHandlers } from './intake/official-account-handlers'
import { AddPartitionsJob } from './jobs/add-partitions.job'
import { TrackController } from './track/track.controller'
import { TrackService } from './track/track.service'

export type { EventDefinition } from './definition/event-definition.entity'
export { EVENT_ENGINE_TABLE } from './engine-table'
export type { EventEngineRow } from './engine-table'
export type { EventsRecorded } from './event.events'
export { TimelineItem } from './event.dto'
export type { EventEntity, EventPropertyValue } from './event.entity'
export type { EventInput } from './event.policy'
export { EventPresenter } from './event.presenter'
export { EventReferences } from './event.references'
export { EventService } from './event.service'
export type { RecordedEvents, TimelineQuery } from './event.service'

/** 行为事件: what people do, declared, typed and dated, the same shape for every channel. */
@Module({
  imports: [AccountModule, IdentityModule, IntakeModule, PrivacyModule, StaffModule],
  controllers: [
    ConsumerController,
    CustomerTimelineController,
    EventController,
    EventDefinitionController,
    TrackController,
  ],
  providers: [
    AddPartitionsJob,
    ConsumerLogin,
    DefinitionPresenter,
    EventDefinitions,
    EventEngineSource,
    EventFeedView,
    EventHealth,
    EventIds,
    EventMoves,
    EventPlanDesk,
    EventPresenter,
    EventReferences,
    EventService,
    MiniProgramHandlers,
    OfficialAccountHandlers,
    TrackService,
  ],
  exports: [EventPresenter, EventReferences, EventService],
})
export class EventModule implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    for (const event of EVENT_EVENTS) this.events.declare(event)
  }
}
