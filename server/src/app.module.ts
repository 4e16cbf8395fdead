import { Module, type DynamicModule } from '@nestjs/common'
import { AccountModule } from './modules/account'
import { ContentModule } from './modules/content'
import { EventModule } from './modules/event'
import { IdentityModule } from './modules/identity'
import { IncentiveModule } from './modules/incentive'
import { InsightModule } from './modules/insight'
import { IntakeModule } from './modules/intake'
import { LeadModule } from './modules/lead'
import { OrderModule } from './modules/order'
import { PrivacyModule } from './modules/privacy'
import { ProductModule } from './modules/product'
import { ReachModule } from './modules/reach'
import { RuleModule } from './modules/rule'
import { SegmentModule } from './modules/segment'
import { StaffModule } from './modules/staff'
import { TagModule } from './modules/tag'
import { HealthModule } from './platform/health'
import type { Config } from './platform/config'
import type { Logger } from './platform/logger'
import { PlatformModule } from './platform/platform.module'

/** The product, in the order in which data flows through it. */
@Module({})
export class AppModule {
  static with(config: Config, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, logger),
        HealthModule,
        AccountModule,
        StaffModule,
        PrivacyModule,
        IntakeModule,
        IdentityModule,
        EventModule,
        ContentModule,
        ProductModule,
        OrderModule,
        IncentiveModule,
        RuleModule,
        TagModule,
        SegmentModule,
        ReachModule,
        LeadModule,
        InsightModule,
      ],
    }
  }
}
