import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { EventModule } from '../event'
import { IdentityModule } from '../identity'
import { LeadModule } from '../lead'
import { PrivacyModule } from '../privacy'
import { OverviewController } from './overview/overview.controller'
import { OverviewService } from './overview/overview.service'
import { PortraitController } from './portrait/portrait.controller'
import { PortraitService } from './portrait/portrait.service'
import { SidebarController } from './sidebar/sidebar.controller'

/** 洞察: one person on one screen, and the brand at a glance. */
@Module({
  imports: [AccountModule, EventModule, IdentityModule, LeadModule, PrivacyModule],
  controllers: [OverviewController, PortraitController, SidebarController],
  providers: [OverviewService, PortraitService],
})
export class InsightModule {}
