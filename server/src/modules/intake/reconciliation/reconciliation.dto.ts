import { IsInt, Matches } from 'class-validator'
import { PageOf } from '../../../platform/http'
import type { ReconciliationPhase, ReconciliationState } from './reconciliation-run.entity'

export class StartReconciliationBody {
  @Matches(/^[a-z.-]{1,64}$/, { message: '对账类型格式有误' })
  source: string

  @IsInt()
  accountId: number
}

export class ReconciliationRunReply {
  id: number
  source: string
  label: string
  /** What is counted, for example 人. */
  unit: string
  accountId: number
  accountName: string | null
  state: ReconciliationState
  phase: ReconciliationPhase
  cancelRequested: boolean
  /** How many the platform says there are; null while unknown. */
  expected: number | null
  seen: number
  known: number
  /** Missed by the callbacks and taken in now. */
  found: number
  vanished: number
  failed: number
  byHand: boolean
  lastError: string | null
  lastErrorMessage: string | null
  /** When it asks the platform again after a failure or a limit; null while it works or has ended. */
  nextAt: string | null
  /** Failed, and can go on from the page it was at. */
  resumable: boolean
  startedAt: string
  movedAt: string
  endedAt: string | null
}

export class ReconciliationPairReply {
  source: string
  label: string
  unit: string
  accountId: number
  accountName: string
  latest: ReconciliationRunReply | null
}

export class ReconciliationsReply {
  items: ReconciliationPairReply[]
}

export class ReconciliationRunPage extends PageOf {
  items: ReconciliationRunReply[]
}
