import { Module } from '@nestjs/common'
import { IdentityModule } from '../identity'
import { RuleModule } from '../rule'
import { StaffModule } from '../staff'
import { TagModule } from '../tag'
import { AudienceService } from './audience.service'
import { FreezeAudience } from './commands/freeze-audience'
import { SegmentCounter } from './segment-counter'
import { SegmentEvaluation } from './segment-evaluation'
import { SegmentMembers } from './segment-members'
import { AudienceController, SegmentController } from './segment.controller'
import { SegmentPresenter } from './segment.presenter'
import { SegmentService } from './segment.service'

export { AudienceService } from './audience.service'
export { FreezeAudience } from './commands/freeze-audience'
export type { Audience } from './audience.entity'
export type { Reachable, SegmentCount } from './segment-counter'
export { SegmentMembers } from './segment-members'
export type { SegmentChanged } from './segment.events'
export type { Segment } from './segment.entity'
export { SegmentService } from './segment.service'

/** 分群: sets of people told by a rule, counted while they are being written, kept up to date, frozen when wanted. */
@Module({
  imports: [IdentityModule, RuleModule, StaffModule, TagModule],
  controllers: [SegmentController, AudienceController],
  providers: [
    AudienceService,
    FreezeAudience,
    SegmentCounter,
    SegmentEvaluation,
    SegmentMembers,
    SegmentPresenter,
    SegmentService,
  ],
  exports: [AudienceService, FreezeAudience, SegmentMembers, SegmentService],
})
export class SegmentModule {}
