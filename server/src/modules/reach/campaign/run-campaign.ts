import { Injectable } from '@nestjs/common'
import { describeRule } from '@guiyi/shared'
import { AuditTrail } from '../../../platform/audit'
import { Clock, checkedInstant } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Jobs } from '../../../platform/jobs'
import { RuleCatalogService } from '../../rule'
import { SegmentMembers, SegmentService } from '../../segment'
import { Delivery } from '../delivery/delivery.entity'
import { DELIVER_CAMPAIGN } from '../jobs/deliver-campaign.job'
import { PLAN_CAMPAIGN } from '../jobs/plan-campaign.job'
import { CampaignMember } from './campaign-member.entity'
import type { SendCampaignDto } from './campaign.dto'
import type { Campaign } from './campaign.entity'
import { CampaignStore } from './campaign.store'

/** Takes a campaign through its life: plan, send or schedule, take back, cancel. */
@Injectable()
export class RunCampaign {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly jobs: Jobs,
    private readonly campaigns: CampaignStore,
    private readonly segments: SegmentService,
    private readonly members: SegmentMembers,
    private readonly catalogs: RuleCatalogService,
  ) {}

  /**
   * Starts planning over the segment's members of this moment.
   * @returns the id of the planning job, for its progress
   * @throws NOT_FOUND, CAMPAIGN_STATE, CAMPAIGN_NO_MESSAGE, CAMPAIGN_AUDIENCE_EMPTY, SEGMENT_NOT_READY
   */
  async plan(id: number): Promise<number> {
    const campaign = await this.campaigns.get(id)
    if ((await this.campaigns.messages(id)).length === 0) throw new AppError('CAMPAIGN_NO_MESSAGE')
    const segment = await this.segments.ready(campaign.segmentId)
    if (((await this.members.sizes()).get(segment.id) ?? 0) === 0)
      throw new AppError('CAMPAIGN_AUDIENCE_EMPTY', { field: 'segmentId' })
    const sentence = describeRule(segment.rule, await this.catalogs.recent())
    await this.campaigns.move(campaign, 'plan', {
      planCursor: 0,
      audienceSize: 0,
      audienceSentence: sentence.slice(0, 1000),
      audienceVersion: segment.version,
    })
    this.describe('campaign.plan', campaign)
    return this.jobs.enqueue(PLAN_CAMPAIGN, { campaignId: id }, { key: `plan-campaign:${id}` })
  }

  /** Throws the plan away; nothing was sent yet. @throws NOT_FOUND, CAMPAIGN_STATE */
  async replan(id: number): Promise<Campaign> {
    const campaign = await this.campaigns.get(id)
    const moved = await this.campaigns.move(campaign, 'replan', {
      planCursor: 0,
      audienceSize: 0,
      plannedAt: null,
      scheduledAt: null,
    })
    await this.db.repo(Delivery).delete({ campaignId: id })
    await this.db.repo(CampaignMember).delete({ campaignId: id })
    this.describe('campaign.replan', campaign)
    return moved
  }

  /** Sends now, or at the given moment. @throws NOT_FOUND, CAMPAIGN_STATE, CAMPAIGN_NOBODY_REACHABLE, CAMPAIGN_SCHEDULE_PAST */
  async send(id: number, { at, ignoreQuietHours = false }: SendCampaignDto): Promise<Campaign> {
    const campaign = await this.campaigns.get(id)
    const now = this.clock.now()
    const scheduledAt = at ? checkedInstant(at) : null
    if (scheduledAt && scheduledAt <= now) throw new AppError('CAMPAIGN_SCHEDULE_PAST', { field: 'at' })
    if ((await this.db.repo(CampaignMember).countBy({ campaignId: id, arm: 'reached' })) === 0)
      throw new AppError('CAMPAIGN_NOBODY_REACHABLE')
    const moved = scheduledAt
      ? await this.campaigns.move(campaign, 'schedule', { scheduledAt, ignoreQuietHours })
      : await this.campaigns.move(campaign, 'send', { startedAt: now, ignoreQuietHours })
    await this.jobs.enqueue(DELIVER_CAMPAIGN, { campaignId: id }, scheduledAt ? { runAt: scheduledAt } : {})
    this.audit.describe({ after: { at: at ?? null, ignoreQuietHours } })
    this.describe(scheduledAt ? 'campaign.schedule' : 'campaign.send', campaign)
    return moved
  }

  /** Stops what has not gone out yet; what has, stays in the ledger. @throws NOT_FOUND, CAMPAIGN_STATE */
  async cancel(id: number): Promise<Campaign> {
    const campaign = await this.campaigns.get(id)
    const now = this.clock.now()
    const moved = await this.campaigns.move(campaign, 'cancel', { finishedAt: now })
    await this.db
      .repo(Delivery)
      .update({ campaignId: id, state: 'planned' }, { state: 'skipped', reason: 'CAMPAIGN_CANCELLED', settledAt: now })
    this.describe('campaign.cancel', campaign)
    return moved
  }

  private describe(action: string, { id, name }: Campaign): void {
    this.audit.describe({ action, target: { kind: 'campaign', id, name } })
  }
}
