import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry, Jobs, type JobContext } from '../../../platform/jobs'
import { CampaignStore } from '../campaign/campaign.store'
import { DeliveryStore } from '../delivery/delivery.store'
import { SendTemplates } from '../delivery/send-templates'
import { SendWorkTasks } from '../delivery/send-work-tasks'
import { nextAllowedMoment } from '../reach.policy'

export const DELIVER_CAMPAIGN = 'reach.deliver-campaign'

/** Hands a campaign's deliveries to the platforms until none is left, outside the quiet hours unless told otherwise. */
@Injectable()
export class DeliverCampaignJob implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly registry: JobRegistry,
    private readonly jobs: Jobs,
    private readonly campaigns: CampaignStore,
    private readonly deliveries: DeliveryStore,
    private readonly templates: SendTemplates,
    private readonly workTasks: SendWorkTasks,
  ) {}

  onModuleInit(): void {
    this.registry.register<{ campaignId: number }>({
      kind: DELIVER_CAMPAIGN,
      concurrency: 4,
      handler: ({ campaignId }, context) => this.run(campaignId, context),
    })
  }

  private async run(campaignId: number, context: JobContext): Promise<void> {
    let campaign = await this.campaigns.get(campaignId)
    if (campaign.state === 'scheduled') {
      // A new date leaves the job of the old one behind; only the job that is due now starts the campaign.
      if (campaign.scheduledAt === null || campaign.scheduledAt > this.clock.now()) return
      campaign = await this.db.transaction(() => this.campaigns.move(campaign, 'send', { startedAt: this.clock.now() }))
    }
    const messages = await this.campaigns.messages(campaignId)
    while (campaign.state === 'sending') {
      const now = this.clock.now()
      const allowed = campaign.ignoreQuietHours ? now : nextAllowedMoment(now)
      if (allowed > now) {
        await this.jobs.enqueue(DELIVER_CAMPAIGN, { campaignId }, { runAt: allowed })
        return
      }
      const handled = (await this.templates.next(campaign, messages)) + (await this.workTasks.next(campaign, messages))
      const { count, nextAt } = await this.deliveries.remaining(campaignId)
      await context.progress(campaign.audienceSize - count, campaign.audienceSize)
      if (count === 0) {
        await this.db.transaction(() => this.campaigns.move(campaign, 'finish', { finishedAt: this.clock.now() }))
        return
      }
      if (handled === 0) {
        const soon = new Date(this.clock.now().getTime() + 5000)
        await this.jobs.enqueue(DELIVER_CAMPAIGN, { campaignId }, { runAt: nextAt && nextAt > soon ? nextAt : soon })
        return
      }
      campaign = await this.campaigns.get(campaignId)
    }
  }
}
