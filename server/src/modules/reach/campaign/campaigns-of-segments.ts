import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In, Not } from 'typeorm'
import { Database } from '../../../platform/database'
import { SegmentUsage } from '../../segment'
import { TagUsers } from '../../tag'
import { Campaign } from './campaign.entity'

/** Tells segments, and tags through them, which campaigns stand on them. What has ended stands on nothing any more. */
@Injectable()
export class CampaignsOfSegments implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly tagUsers: TagUsers,
    private readonly segmentUsage: SegmentUsage,
  ) {}

  onModuleInit(): void {
    const running = (segmentIds: readonly number[]): Promise<Campaign[]> => this.running(segmentIds)
    this.tagUsers.provideCampaigns(running)
    this.segmentUsage.provideCampaigns(running)
  }

  private async running(segmentIds: readonly number[]): Promise<Campaign[]> {
    return this.db.repo(Campaign).find({
      where: { segmentId: In([...segmentIds]), state: Not(In(['finished', 'cancelled'])) },
      order: { id: 'ASC' },
    })
  }
}
