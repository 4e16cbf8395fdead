import { Module } from '@nestjs/common'
import { IdentityModule } from '../identity'
import { RuleModule } from '../rule'
import { StaffModule } from '../staff'
import { TagModule } from '../tag'
import { AnalysisController } from './analysis/analysis.controller'
import { InsightService } from './analysis/insight.service'
import { PeopleLists } from './analysis/people-lists'
import { AudienceExportController } from './audience/audience-export.controller'
import { AudienceController } from './audience/audience.controller'
import { AudienceErasure } from './audience/audience-erasure'
import { AudienceFile } from './audience/audience-file'
import { AudienceHomes } from './audience/audience-homes'
import { AudienceService } from './audience/audience.service'
import { ExportAudience } from './audience/export-audience'
import { FreezeAudience } from './audience/freeze-audience'
import { ForgetAudienceFilesJob } from './audience/forget-files.job'
import { ImportAudience } from './audience/import-audience'
import { SegmentCounter } from './segment-counter'
import { SegmentEvaluation } from './segment-evaluation'
import { SegmentMembers } from './segment-members'
import { SegmentController } from './segment.controller'
import { SegmentPresenter } from './segment.presenter'
import { SegmentService } from './segment.service'

export { AudienceService } from './audience/audience.service'
export { FreezeAudience } from './audience/freeze-audience'
export type { Audience } from './audience/audience.entity'
export type { Reachable, SegmentCount } from './segment-counter'
export { SegmentMembers } from './segment-members'
export type { SegmentChanged } from './segment.events'
export type { Segment } from './segment.entity'
export { SegmentService } from './segment.service'

/** 分群: sets of people told by a rule, counted while they are being written, kept up to date, frozen when wanted. */
@Module({
  imports: [IdentityModule, RuleModule, StaffModule, TagModule],
  controllers: [AnalysisController, SegmentController, AudienceExportController, AudienceController],
  providers: [
    AudienceErasure,
    AudienceFile,
    AudienceHomes,
    AudienceService,
    ForgetAudienceFilesJob,
    ExportAudience,
    FreezeAudience,
    ImportAudience,
    InsightService,
    PeopleLists,
    SegmentCounter,
    SegmentEvaluation,
    SegmentMembers,
    SegmentPresenter,
    SegmentService,
  ],
  exports: [AudienceService, FreezeAudience, SegmentMembers, SegmentService],
})
export class SegmentModule {}
