import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { EventModule } from '../event'
import { IdentityModule } from '../identity'
import { IntakeModule } from '../intake'
import { PrivacyModule } from '../privacy'
import { RuleModule } from '../rule'
import { SegmentModule } from '../segment'
import { StaffModule } from '../staff'
import { TagModule } from '../tag'
import { CampaignOptionsService } from './campaign/campaign-options'
import { CampaignController } from './campaign/campaign.controller'
import { CampaignService } from './campaign/campaign.service'
import { CampaignStore } from './campaign/campaign.store'
import { CampaignsOfSegments } from './campaign/campaigns-of-segments'
import { RunCampaign } from './campaign/run-campaign'
import { SaveCampaign } from './campaign/save-campaign'
import { Channels } from './channels/channels'
import { TemplateChannel } from './channels/template-channel'
import { WorkChannel } from './channels/work-channel'
import { DeliveryLedger } from './delivery/delivery-ledger'
import { DeliveryService } from './delivery/delivery.service'
import { DeliveryStore } from './delivery/delivery.store'
import { FollowCustomerMoves } from './delivery/follow-customer-moves'
import { PlanBatch } from './delivery/plan-batch'
import { Receipts } from './delivery/receipts'
import { Recheck } from './delivery/recheck'
import { SendTemplates } from './delivery/send-templates'
import { SendWorkTasks } from './delivery/send-work-tasks'
import { EffectService } from './effect/effect.service'
import { CheckWorkTasksJob } from './jobs/check-work-tasks.job'
import { DeliverCampaignJob } from './jobs/deliver-campaign.job'
import { PlanCampaignJob } from './jobs/plan-campaign.job'

export { DeliveryLedger } from './delivery/delivery-ledger'
export type { AnsweredMessage } from './delivery/delivery-ledger'
export { DeliveryService } from './delivery/delivery.service'

/** 触达: campaigns, the ledger of deliveries, and what they brought. */
@Module({
  imports: [
    AccountModule,
    StaffModule,
    PrivacyModule,
    IntakeModule,
    IdentityModule,
    EventModule,
    RuleModule,
    SegmentModule,
    TagModule,
  ],
  controllers: [CampaignController],
  providers: [
    CampaignOptionsService,
    CampaignService,
    CampaignStore,
    CampaignsOfSegments,
    Channels,
    CheckWorkTasksJob,
    DeliverCampaignJob,
    DeliveryLedger,
    DeliveryService,
    DeliveryStore,
    EffectService,
    FollowCustomerMoves,
    PlanBatch,
    PlanCampaignJob,
    Receipts,
    Recheck,
    RunCampaign,
    SaveCampaign,
    SendTemplates,
    SendWorkTasks,
    TemplateChannel,
    WorkChannel,
  ],
  exports: [DeliveryLedger, DeliveryService],
})
export class ReachModule {}
