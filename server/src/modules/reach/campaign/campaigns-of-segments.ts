import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In, Not } from 'typeorm'
import { Database } from '../../../platform/database'
import { TagUsers } from '../../tag'
import { Campaign } from './campaign.entity'

/** Tells the tags which campaigns stand on them through a segment. What has ended stands on nothing any more. */
@Injectable()
export class CampaignsOfSegments implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly tagUsers: TagUsers,
  ) {}

  onModuleInit(): void {
    this.tagUsers.provideCampaigns(async (segmentIds) => {
      const campaigns = await this.db.repo(Campaign).find({
        where: { segmentId: In([...segmentIds]), state: Not(In(['finished', 'cancelled'])) },
        order: { id: 'ASC' },
      })
      return campaigns.map(({ id, name, segmentId }) => ({ id, name, segmentId }))
    })
  }
}
