import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { SegmentService } from '../../segment'
import type { MessageContent } from '../channels/channel'
import { Channels } from '../channels/channels'
import { CampaignMessage } from './campaign-message.entity'
import type { CampaignMessageDto, SaveCampaignDto } from './campaign.dto'
import { Campaign } from './campaign.entity'
import { CAMPAIGN_STATES } from './campaign.states'
import { CampaignStore } from './campaign.store'

/** Creates a draft, or replaces what a draft says. */
@Injectable()
export class SaveCampaign {
  constructor(
    private readonly db: Database,
    private readonly actors: ActorContext,
    private readonly audit: AuditTrail,
    private readonly campaigns: CampaignStore,
    private readonly segments: SegmentService,
    private readonly channels: Channels,
  ) {}

  /** @throws NOT_FOUND, CAMPAIGN_CHANNEL_TWICE, MESSAGE_CONTENT_INVALID, MESSAGE_TEMPLATE_UNKNOWN */
  async create(dto: SaveCampaignDto): Promise<Campaign> {
    const contents = await this.check(dto)
    const actor = this.actors.current()
    return this.db.transaction(async () => {
      const inserted = await this.db.repo(Campaign).insert({
        ...this.fieldsOf(dto),
        seed: randomBytes(16).toString('hex'),
        createdBy: actor.kind === 'staff' ? actor.staffId : null,
      })
      const campaign = await this.campaigns.get(Number(inserted.identifiers[0]?.id))
      await this.writeMessages(campaign.id, dto.messages, contents)
      this.audit.describe({
        action: 'campaign.create',
        target: { kind: 'campaign', id: campaign.id, name: campaign.name },
      })
      return campaign
    })
  }

  /** @throws NOT_FOUND, CAMPAIGN_STATE unless it is a draft, and as `create` */
  async update(id: number, dto: SaveCampaignDto): Promise<Campaign> {
    const contents = await this.check(dto)
    return this.db.transaction(async () => {
      const updated = await this.db.repo(Campaign).update({ id, state: 'draft' }, this.fieldsOf(dto))
      const campaign = await this.campaigns.get(id)
      if (updated.affected !== 1)
        throw new AppError('CAMPAIGN_STATE', { params: { state: CAMPAIGN_STATES[campaign.state], action: '修改' } })
      await this.db.repo(CampaignMessage).delete({ campaignId: id })
      await this.writeMessages(id, dto.messages, contents)
      this.audit.describe({ action: 'campaign.update', target: { kind: 'campaign', id, name: campaign.name } })
      return campaign
    })
  }

  /** @throws NOT_FOUND, CAMPAIGN_STATE unless it is a draft */
  async remove(id: number): Promise<void> {
    const campaign = await this.campaigns.get(id)
    const removed = await this.db.repo(Campaign).delete({ id, state: 'draft' })
    if (removed.affected !== 1)
      throw new AppError('CAMPAIGN_STATE', { params: { state: CAMPAIGN_STATES[campaign.state], action: '删除' } })
    await this.db.repo(CampaignMessage).delete({ campaignId: id })
    this.audit.describe({ action: 'campaign.delete', target: { kind: 'campaign', id, name: campaign.name } })
  }

  private fieldsOf({
    name,
    segmentId,
    controlBasisPoints,
    channelPolicy,
    conversionEvent,
    conversionDays,
  }: SaveCampaignDto): Partial<Campaign> {
    return { name, segmentId, controlBasisPoints, channelPolicy, conversionEvent, conversionDays }
  }

  private async check(dto: SaveCampaignDto): Promise<MessageContent[]> {
    await this.segments.get(dto.segmentId)
    const keys = dto.messages.map(({ channel, accountId }) => `${channel}:${accountId}`)
    if (new Set(keys).size !== keys.length) throw new AppError('CAMPAIGN_CHANNEL_TWICE', { field: 'messages' })
    const contents: MessageContent[] = []
    for (const message of dto.messages) {
      const content = contentOf(message)
      await this.channels.of(message.channel).check(message.accountId, content)
      contents.push(content)
    }
    return contents
  }

  private async writeMessages(
    campaignId: number,
    messages: CampaignMessageDto[],
    contents: MessageContent[],
  ): Promise<void> {
    for (const [position, { channel, accountId }] of messages.entries()) {
      const content = contents[position]
      if (content) await this.db.repo(CampaignMessage).insert({ campaignId, position, channel, accountId, content })
    }
  }
}

function contentOf({ channel, template, work }: CampaignMessageDto): MessageContent {
  const content = channel === 'official_account_template' ? template : work && { ...work, link: work.link ?? null }
  if (!content) throw new AppError('MESSAGE_CONTENT_INVALID', { field: 'messages', params: { reason: '缺少消息内容' } })
  return content
}
