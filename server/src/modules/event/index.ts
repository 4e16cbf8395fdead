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
import { EventSearch } from './console/event-search'
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
import { AuthorizationHandlers } from './intake/authorization-handlers'
import { FollowerReconciliation } from './intake/follower-reconciliation'
import { FollowerTagReconciliation } from './intake/follower-tag-reconciliation'
import { EventAlerts } from './health/event-alerts'
import { EventFaults } from './health/event-faults'
import { EventFindings } from './health/event-findings'
import { EventUsage } from './event.usage'
import { EventVolumes } from './health/event-volumes'
import { EventAlertController, EventHealthController } from './health/health.controller'
import { HealthDesk } from './health/health-desk'
import { PropertyHealth } from './health/property-health'
import { RateFindings } from './health/rate-findings'
import { MiniProgramHandlers } from './intake/mini-program-handlers'
import { OfficialAccountHandlers } from './intake/official-account-handlers'
import { AddPartitionsJob } from './jobs/add-partitions.job'
import { CheckHealthJob } from './jobs/check-health.job'
import { ForgetReceiptsJob } from './jobs/forget-receipts.job'
import { EventJudge } from './quarantine/event-judge'
import { EventMappings } from './quarantine/event-mappings'
import { Quarantine } from './quarantine/quarantine'
import { EventMappingController, QuarantineController } from './quarantine/quarantine.controller'
import { QuarantineDesk } from './quarantine/quarantine-desk'
import { ReplayQuarantineJob } from './quarantine/replay-quarantine.job'
import { TrackController } from './track/track.controller'
import { TrackGuard } from './track/track.guard'
import { TrackPace } from './track/track-pace'
import { TrackRefusals } from './track/track-refusals'
import { TrackService } from './track/track.service'
import { TrackSourceController } from './track/track-source.controller'
import { TrackSources } from './track/track-sources'
import { TrackWire } from './track/track-wire'
import { TrackWriter } from './track/track-writer'

export type { EventDefinition } from './definition/event-definition.entity'
export { EVENT_ENGINE_TABLE } from './engine-table'
export type { EventEngineRow } from './engine-table'
export type { EventsRecorded } from './event.events'
export { TimelineItem } from './event.dto'
export type { EventEntity, EventPropertyValue } from './event.entity'
export { ourNumber } from './property.policy'
export type { EventInput } from './event.policy'
export type { Reference } from './property.policy'
export { EventPresenter } from './event.presenter'
export { EventReferences } from './event.references'
export { EventService } from './event.service'
export { EventUsage } from './event.usage'
export type { EventUser } from './event.usage'
export type { RecordedEvents, TimelineQuery } from './event.service'

/** 行为事件: what people do, declared, typed and dated, the same shape for every channel. */
@Module({
  imports: [AccountModule, IdentityModule, IntakeModule, PrivacyModule, StaffModule],
  controllers: [
    ConsumerController,
    CustomerTimelineController,
    EventAlertController,
    EventController,
    EventDefinitionController,
    EventHealthController,
    EventMappingController,
    QuarantineController,
    TrackController,
    TrackSourceController,
  ],
  providers: [
    AddPartitionsJob,
    AuthorizationHandlers,
    CheckHealthJob,
    ConsumerLogin,
    DefinitionPresenter,
    EventAlerts,
    EventDefinitions,
    EventEngineSource,
    EventFeedView,
    EventFaults,
    EventFindings,
    EventHealth,
    EventIds,
    EventJudge,
    EventMappings,
    EventMoves,
    EventPlanDesk,
    EventPresenter,
    EventReferences,
    EventSearch,
    EventService,
    EventUsage,
    EventVolumes,
    ForgetReceiptsJob,
    HealthDesk,
    FollowerReconciliation,
    FollowerTagReconciliation,
    MiniProgramHandlers,
    OfficialAccountHandlers,
    PropertyHealth,
    Quarantine,
    QuarantineDesk,
    RateFindings,
    ReplayQuarantineJob,
    TrackGuard,
    TrackPace,
    TrackRefusals,
    TrackService,
    TrackSources,
    TrackWire,
    TrackWriter,
  ],
  exports: [EventPresenter, EventReferences, EventService, EventUsage],
})
export class EventModule implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    for (const event of EVENT_EVENTS) this.events.declare(event)
  }
}
