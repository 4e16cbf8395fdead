import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { ReplayMessages } from './commands/replay-messages'
import { BulkIntake } from './bulk-intake'
import { CallbackAccounts } from './callback-accounts'
import { CallbackController } from './callback.controller'
import { CallbackGate } from './callback-gate'
import { ClaimKeeper } from './claim-keeper'
import { IntakeController } from './intake.controller'
import { IntakeRegistry } from './intake.registry'
import { Intake } from './intake.service'
import { IntakeWorker } from './intake-worker'
import { ErasePerson } from './jobs/erase-person.job'
import { ReplayFilteredJob } from './jobs/replay-filtered.job'
import { LocalJournal } from './journal/local-journal'
import { SetAside } from './journal/set-aside'
import { MessageProcessor } from './message-processor'
import { MessageQueries } from './message-queries'
import { MessageStore } from './message-store'
import { PayCallbackController } from './pay-callback.controller'
import { PayGate } from './pay-gate'
import { PlainCallbacks } from './plain-callbacks'
import { RawCallbackBody } from './raw-callback-body'
import { NightlyReconciliation } from './reconciliation/nightly.job'
import { ReconcileJob } from './reconciliation/reconcile.job'
import { ReconciliationController } from './reconciliation/reconciliation.controller'
import { ReconciliationRegistry } from './reconciliation/reconciliation.registry'
import { ReconciliationService } from './reconciliation/reconciliation.service'
import { WorkLists } from './reconciliation/work-lists'
import { RefusalCounter } from './refusal-counter'
import { ReplayableMessages } from './replayable-messages'

export { BulkIntake } from './bulk-intake'
export type { BulkInput } from './bulk-intake'
export { ErasePerson } from './jobs/erase-person.job'
export { INTAKE_KINDS } from './intake-kinds'
export type { IntakeKind } from './intake-kinds'
export { IntakeRegistry } from './intake.registry'
export type { IntakeHandler, IntakeHandlerWithPreparation, IntakeMessage } from './intake.registry'
export { Intake } from './intake.service'
export type { AcceptInput } from './intake.service'
export { ReconciliationRegistry } from './reconciliation/reconciliation.registry'
export type {
  Finding,
  Findings,
  ListedItem,
  ListedPage,
  ReconciliationSource,
} from './reconciliation/reconciliation.registry'

@Module({
  imports: [AccountModule],
  controllers: [CallbackController, IntakeController, PayCallbackController, ReconciliationController],
  providers: [
    BulkIntake,
    CallbackAccounts,
    CallbackGate,
    ClaimKeeper,
    ErasePerson,
    Intake,
    IntakeRegistry,
    IntakeWorker,
    LocalJournal,
    MessageProcessor,
    MessageQueries,
    MessageStore,
    PayGate,
    PlainCallbacks,
    NightlyReconciliation,
    RawCallbackBody,
    ReconcileJob,
    ReconciliationRegistry,
    ReconciliationService,
    RefusalCounter,
    SetAside,
    ReplayableMessages,
    ReplayFilteredJob,
    ReplayMessages,
    WorkLists,
  ],
  exports: [BulkIntake, ErasePerson, Intake, IntakeRegistry, ReconciliationRegistry],
})
export class IntakeModule {}
