import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry, type JobContext } from '../../../platform/jobs'
import { SegmentMembers, SegmentService } from '../../segment'
import type { CampaignMessage } from '../campaign/campaign-message.entity'
import { CampaignMember } from '../campaign/campaign-member.entity'
import { Campaign } from '../campaign/campaign.entity'
import { CampaignStore } from '../campaign/campaign.store'
import { PlanBatch, type PersonPlan } from '../delivery/plan-batch'

export const PLAN_CAMPAIGN = 'reach.plan-campaign'

/** People decided about and written at once: large enough for fast INSERTs, small enough to show progress. */
const BATCH = 1000

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/**
 * Turns a segment into deliveries, batch by batch in ascending customer id. Each batch and the cursor behind it are one
 * transaction, so a crash repeats at most a batch that left nothing behind.
 */
@Injectable()
export class PlanCampaignJob implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: JobRegistry,
    private readonly campaigns: CampaignStore,
    private readonly segments: SegmentService,
    private readonly members: SegmentMembers,
    private readonly plan: PlanBatch,
  ) {}

  onModuleInit(): void {
    this.jobs.register<{ campaignId: number }>({
      kind: PLAN_CAMPAIGN,
      concurrency: 2,
      keep: true,
      handler: ({ campaignId }, context) => this.run(campaignId, context),
    })
  }

  private async run(campaignId: number, context: JobContext): Promise<void> {
    const campaign = await this.campaigns.get(campaignId)
    if (campaign.state !== 'planning') return
    const messages = await this.campaigns.messages(campaignId)
    const total = (await this.members.sizes()).get(campaign.segmentId) ?? 0
    let done = campaign.audienceSize
    const remaining = this.segments.memberIds(campaign.segmentId, {
      after: campaign.planCursor,
      version: campaign.audienceVersion ?? undefined,
    })
    for await (const ids of inBatches(remaining, BATCH)) {
      if (await context.cancelled()) throw new AppError('CANCELLED')
      const people = await this.plan.decide(campaign, messages, ids)
      done += ids.length
      await this.db.transaction(() => this.write(campaign, people, ids.at(-1) ?? 0, done))
      await context.progress(done, Math.max(total, done))
    }
    await this.db.transaction(async () => {
      const current = await this.campaigns.get(campaignId)
      if (current.state === 'planning') await this.campaigns.move(current, 'planDone', { plannedAt: this.clock.now() })
    })
  }

  private async write(campaign: Campaign, people: PersonPlan[], cursor: number, done: number): Promise<void> {
    const now = this.clock.now()
    await this.db.repo(Campaign).update({ id: campaign.id }, { planCursor: cursor, audienceSize: done })
    const drawn = people.filter((person): person is PersonPlan & { arm: CampaignMember['arm'] } => person.arm !== null)
    if (drawn.length > 0) {
      await this.db.query(
        `INSERT INTO campaign_member (campaign_id, customer_id, arm, assigned_at) VALUES ${drawn.map(() => '(?, ?, ?, ?)').join(', ')}
         ON DUPLICATE KEY UPDATE arm = arm`,
        drawn.flatMap(({ customerId, arm }) => [campaign.id, customerId, arm, now]),
      )
    }
    const rows = people.flatMap(({ customerId, lines }) =>
      lines.map((line) => this.rowOf(campaign.id, customerId, line, now)),
    )
    if (rows.length === 0) return
    await this.db.query(
      `INSERT INTO delivery (campaign_id, message_id, customer_id, identity_id, address, channel, account_id, sender, state, reason, next_at, planned_at)
       VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')} ON DUPLICATE KEY UPDATE id = id`,
      rows.flat(),
    )
  }

  private rowOf(campaignId: number, customerId: number, line: PersonPlan['lines'][number], now: Date): unknown[] {
    const message: CampaignMessage = line.message
    const head = [campaignId, message.id, customerId]
    if ('reason' in line)
      return [...head, null, null, message.channel, message.accountId, null, 'skipped', line.reason, now, now]
    const { identityId, address, sender } = line.target
    return [...head, identityId, address, message.channel, message.accountId, sender, 'planned', null, now, now]
  }
}
