import { Injectable } from '@nestjs/common'
import { In, Like } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { skipTake } from '../../../platform/http'
import { Job } from '../../../platform/jobs'
import { AccountService } from '../../account'
import { SegmentService } from '../../segment'
import { StaffService } from '../../staff'
import { nextAllowedMoment } from '../reach.policy'
import { PLAN_CAMPAIGN } from '../jobs/plan-campaign.job'
import { CampaignMember } from './campaign-member.entity'
import { CampaignMessage } from './campaign-message.entity'
import type {
  CampaignCounts,
  CampaignDetail,
  CampaignPage,
  CampaignQuery,
  CampaignRow,
  ReasonCount,
} from './campaign.dto'
import { Campaign } from './campaign.entity'
import { emptyCounts, presentDetail, presentReason, presentRow, sumCounts } from './campaign.presenter'
import { CampaignStore } from './campaign.store'

interface CountRow {
  campaign_id: number | string
  message_id: number | string
  state: keyof CampaignCounts
  deliveries: number | string
}

/** Campaigns as the console shows them. */
@Injectable()
export class CampaignService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly store: CampaignStore,
    private readonly segments: SegmentService,
    private readonly accounts: AccountService,
    private readonly staff: StaffService,
  ) {}

  async list(query: CampaignQuery): Promise<CampaignPage> {
    const [campaigns, total] = await this.db.repo(Campaign).findAndCount({
      where: {
        ...(query.state ? { state: query.state } : {}),
        ...(query.search ? { name: Like(`%${query.search.replace(/[\\%_]/g, '\\$&')}%`) } : {}),
      },
      order: { id: 'DESC' },
      ...skipTake(query),
    })
    return { items: await this.rows(campaigns), total, page: query.page, pageSize: query.pageSize }
  }

  /** @throws NOT_FOUND */
  async detail(id: number): Promise<CampaignDetail> {
    const campaign = await this.store.get(id)
    const [row] = await this.rows([campaign])
    const messages = await this.store.messages(id)
    const counts = await this.counts([id])
    const accounts = new Map((await this.accounts.list()).map((account) => [account.id, account.name]))
    const arms = await this.db
      .repo(CampaignMember)
      .createQueryBuilder('member')
      .select(['member.arm AS arm', 'COUNT(*) AS people'])
      .where('member.campaignId = :id', { id })
      .groupBy('member.arm')
      .getRawMany<{ arm: CampaignMember['arm']; people: string }>()
    const peopleIn = (arm: CampaignMember['arm']): number => Number(arms.find((row) => row.arm === arm)?.people ?? 0)
    return presentDetail(campaign, row ?? presentRow(campaign, [], emptyCounts(), null, null), {
      messages: messages.map((message) => ({
        message,
        accountName: accounts.get(message.accountId) ?? '',
        counts: sumCounts(counts.filter(({ message_id }) => Number(message_id) === message.id)),
      })),
      reasons: await this.reasons(id),
      reachedPeople: peopleIn('reached'),
      controlPeople: peopleIn('control'),
      planJobId: await this.planJob(campaign),
      nextAllowedAt: nextAllowedMoment(this.clock.now()),
    })
  }

  private async rows(campaigns: Campaign[]): Promise<CampaignRow[]> {
    if (campaigns.length === 0) return []
    const ids = campaigns.map(({ id }) => id)
    const counts = await this.counts(ids)
    const messages = await this.db
      .repo(CampaignMessage)
      .find({ where: { campaignId: In(ids) }, order: { position: 'ASC' } })
    const staff = await this.staff.byIds(campaigns.flatMap(({ createdBy }) => (createdBy === null ? [] : [createdBy])))
    const segments = new Map((await this.segments.list()).map(({ id, name }) => [id, name]))
    return campaigns.map((campaign) =>
      presentRow(
        campaign,
        messages.filter(({ campaignId }) => campaignId === campaign.id).map(({ channel }) => channel),
        sumCounts(counts.filter(({ campaign_id }) => Number(campaign_id) === campaign.id)),
        segments.get(campaign.segmentId) ?? null,
        campaign.createdBy === null ? null : (staff.get(campaign.createdBy)?.name ?? null),
      ),
    )
  }

  private async counts(campaignIds: number[]): Promise<CountRow[]> {
    return this.db.query<CountRow[]>(
      `SELECT campaign_id, message_id, state, COUNT(*) AS deliveries FROM delivery WHERE campaign_id IN (?) GROUP BY campaign_id, message_id, state`,
      [campaignIds],
    )
  }

  private async reasons(campaignId: number): Promise<ReasonCount[]> {
    const rows = await this.db.query<Parameters<typeof presentReason>[0][]>(
      `SELECT channel, state, reason, COUNT(*) AS people FROM delivery
       WHERE campaign_id = ? AND reason IS NOT NULL GROUP BY channel, state, reason ORDER BY people DESC`,
      [campaignId],
    )
    return rows.map(presentReason)
  }

  private async planJob(campaign: Campaign): Promise<number | null> {
    if (campaign.state !== 'planning') return null
    const job = await this.db.repo(Job).findOneBy({ kind: PLAN_CAMPAIGN, activeKey: `plan-campaign:${campaign.id}` })
    return job?.id ?? null
  }
}
