import { Injectable } from '@nestjs/common'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { CampaignMessage } from './campaign-message.entity'
import { Campaign } from './campaign.entity'
import { CAMPAIGN_ACTIONS, CAMPAIGN_STATES, campaignMachine } from './campaign.states'

/** Reads campaigns and moves them through their life, each move by compare-and-set. */
@Injectable()
export class CampaignStore {
  constructor(private readonly db: Database) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Campaign> {
    const campaign = await this.db.repo(Campaign).findOneBy({ id })
    if (!campaign) throw new AppError('NOT_FOUND', { params: { what: '群发' } })
    return campaign
  }

  async messages(campaignId: number): Promise<CampaignMessage[]> {
    return this.db.repo(CampaignMessage).find({ where: { campaignId }, order: { position: 'ASC', id: 'ASC' } })
  }

  /**
   * Moves a campaign on and sets `changes` with it.
   * @throws CAMPAIGN_STATE when the action is not allowed in the present state, or somebody else moved it first
   */
  async move(
    campaign: Campaign,
    action: keyof typeof CAMPAIGN_ACTIONS,
    changes: Partial<Campaign> = {},
  ): Promise<Campaign> {
    const to = campaignMachine.next(campaign.state, action)
    const moved = to
      ? await this.db.repo(Campaign).update({ id: campaign.id, state: campaign.state }, { ...changes, state: to })
      : null
    if (moved?.affected !== 1) {
      throw new AppError('CAMPAIGN_STATE', {
        params: { state: CAMPAIGN_STATES[campaign.state], action: CAMPAIGN_ACTIONS[action] },
      })
    }
    return this.get(campaign.id)
  }
}
