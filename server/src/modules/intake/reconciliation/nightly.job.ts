import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { JobRegistry } from '../../../platform/jobs'
import { ReconciliationService } from './reconciliation.service'

const NIGHTLY_JOB = 'intake.reconcile-nightly'
const LOOK_EVERY_SECONDS = 600
/** Asia/Shanghai has no summer time. */
const SHANGHAI_OFFSET_HOURS = 8
const HOUR = 3

/** Compares everything once in the night, between three and four in Shanghai. */
@Injectable()
export class NightlyReconciliation implements OnModuleInit {
  constructor(
    private readonly jobs: JobRegistry,
    private readonly clock: Clock,
    private readonly reconciliations: ReconciliationService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ kind: NIGHTLY_JOB, handler: () => this.run() })
    this.jobs.every(NIGHTLY_JOB, LOOK_EVERY_SECONDS)
  }

  /** Starts what has not run in this night. */
  async run(): Promise<void> {
    const now = this.clock.now()
    if ((now.getUTCHours() + SHANGHAI_OFFSET_HOURS) % 24 !== HOUR) return
    const hourBegan = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000)
    for (const { source, account } of await this.reconciliations.pairs())
      await this.reconciliations.startUnlessSince(source.kind, account.id, hourBegan)
  }
}
