import { Column, Entity, Index } from 'typeorm'
import { BigInt64, Id, Json, OneOf } from '../../../platform/database'
import type { ChannelKind, MessageContent } from '../channels/channel'

/** What a campaign says over one channel account. */
@Entity()
@Index(['campaignId', 'position'])
export class CampaignMessage {
  @Id()
  id: number

  @BigInt64()
  campaignId: number

  /** The order in which channels are tried when only the first that reaches is used. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  position: number

  @OneOf()
  channel: ChannelKind

  @BigInt64()
  accountId: number

  @Json()
  content: MessageContent
}
