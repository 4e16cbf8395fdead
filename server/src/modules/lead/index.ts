import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { EventModule } from '../event'
import { IdentityModule } from '../identity'
import { IntakeModule } from '../intake'
import { ReachModule } from '../reach'
import { StaffModule } from '../staff'
import { FollowLead } from './follow-up/follow-lead'
import { GroupHandlers } from './group/group-handlers'
import { ContactHandlers } from './intake/contact-handlers'
import { ContactReconciliation } from './intake/contact-reconciliation'
import { FollowCustomerMoves } from './intake/follow-customer-moves'
import { WelcomeContact } from './intake/welcome-contact'
import { LeadController } from './lead.controller'
import { LeadService } from './lead.service'
import { LeadStore } from './lead.store'

export { LeadDetail, LeadSummary } from './lead.dto'
export { LeadService } from './lead.service'

/** 线索: sales opportunities, whose they are and what is done about them. */
@Module({
  imports: [AccountModule, EventModule, IdentityModule, IntakeModule, ReachModule, StaffModule],
  controllers: [LeadController],
  providers: [
    ContactHandlers,
    ContactReconciliation,
    FollowCustomerMoves,
    FollowLead,
    GroupHandlers,
    LeadService,
    LeadStore,
    WelcomeContact,
  ],
  exports: [LeadService],
})
export class LeadModule {}
