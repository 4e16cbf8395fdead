import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Key, OneOf, Text } from '../../platform/database'

export type ChannelCodeKind = 'oa_qr' | 'work_contact_way'

/** What a newcomer is offered together with the greeting. */
export interface ChannelCodeGift {
  kind: 'coupon' | 'article'
  id: number
  title: string
}

/** 渠道码: a parametric QR code of an official account, or a live code of WeCom. Tells where a person came from. */
@Entity()
@Index(['accountId', 'scene'], { unique: true })
export class ChannelCode {
  @Id()
  id: number

  @OneOf()
  kind: ChannelCodeKind

  @BigInt64()
  accountId: number

  @Text(64)
  name: string

  /** What reports call the source, such as `门店海报`. */
  @Text(64)
  channel: string

  /** `scene_str` of the official account, `state` of WeCom: at most 30 characters, so that one rule fits both. */
  @Key(30)
  scene: string

  /** Ticket of the QR code or `config_id` of the live code; empty while the platform is being asked. */
  @Key(255, { default: '' })
  platformId: string

  /** Address of the picture. */
  @Text(500, { default: '' })
  qrUrl: string

  /** WeCom userids of those who receive the newcomer. */
  @Json()
  owners: string[]

  @Text(1000, { default: '' })
  welcomeText: string

  @Json({ nullable: true })
  gift: ChannelCodeGift | null

  @CreatedAt()
  createdAt: Date

  @At()
  updatedAt: Date
}
