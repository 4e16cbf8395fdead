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
import { CheckAudienceImportJob } from './audience/check-import.job'
import { ImportAudience } from './audience/import-audience'
import { NamedPeople } from './audience/named-people'
import { CustomerSegmentController } from './customer-segment.controller'
import { CustomerSegmentService } from './customer-segment.service'
import { SegmentCounter } from './segment-counter'
import { SegmentEvaluation } from './segment-evaluation'
import { SegmentHistory } from './segment-history'
import { SegmentMembers } from './segment-members'
import { SegmentPeopleController } from './segment-people.controller'
import { SegmentUsage } from './segment-usage'
import { SegmentController } from './segment.controller'
import { SegmentPresenter } from './segment.presenter'
import { SegmentService } from './segment.service'

export { AudienceService } from './audience/audience.service'
export { FreezeAudience } from './audience/freeze-audience'
export type { Audience } from './audience/audience.entity'
export type { Reachable, SegmentCount } from './segment-counter'
export { SegmentMembers } from './segment-members'
export { SegmentUsage } from './segment-usage'
export type { SegmentChanged } from './segment.events'
export type { Segment } from './segment.entity'
export { SegmentService } from './segment.service'

/** 分群: sets of people told by a rule, counted while they are being written, kept up to date, frozen when wanted. */
@Module({
  imports: [IdentityModule, RuleModule, StaffModule, TagModule],
  controllers: [
    AnalysisController,
    SegmentPeopleController,
    SegmentController,
    CustomerSegmentController,
    AudienceExportController,
    AudienceController,
  ],
  providers: [
    AudienceErasure,
    AudienceFile,
    AudienceHomes,
    AudienceService,
    CheckAudienceImportJob,
    CustomerSegmentService,
    ForgetAudienceFilesJob,
    ExportAudience,
    FreezeAudience,
    ImportAudience,
    InsightService,
    NamedPeople,
    PeopleLists,
    SegmentCounter,
    SegmentEvaluation,
    SegmentHistory,
    SegmentMembers,
    SegmentPresenter,
    SegmentService,
    SegmentUsage,
  ],
  exports: [AudienceService, FreezeAudience, SegmentMembers, SegmentService, SegmentUsage],
})
export class SegmentModule {}
