import { Injectable, type OnModuleInit } from '@nestjs/common'
import { JobRegistry } from '../../../platform/jobs'
import { EventAlerts } from '../health/event-alerts'
import { EventFindings } from '../health/event-findings'

const KIND = 'event.check-health'
const EVERY_SECONDS = 3_600

/** Once an hour: looks for trouble with events and tells those who answer for them. */
@Injectable()
export class CheckHealthJob implements OnModuleInit {
  constructor(
    private readonly findings: EventFindings,
    private readonly alerts: EventAlerts,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ kind: KIND, handler: () => this.run() })
    this.jobs.every(KIND, EVERY_SECONDS)
  }

  private async run(): Promise<void> {
    await this.alerts.settle(await this.findings.all())
  }
}
