import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Key, OneOf } from '../../../platform/database'
import type { ANSWER_CHANNELS, ChannelKind } from '../channels/channel'
import type { DeliveryState, FailureReason, SkipReason } from './delivery.states'

/** What makes a message be sent. Only campaigns count towards the frequency cap: an answer is wanted. */
export type DeliveryOrigin = 'campaign' | 'welcome'

/** One attempt to reach one person: who, what, when, over which channel, why, and what came of it. The row is also the job. */
@Entity()
@Index(['campaignId', 'messageId', 'customerId'], { unique: true })
@Index(['campaignId', 'state', 'id'])
@Index(['state', 'nextAt', 'id'])
@Index(['customerId', 'sentAt'])
@Index(['accountId', 'platformMessageId'])
@Index(['taskId', 'address'])
export class Delivery {
  @Id()
  id: number

  /** Why it was sent: a campaign, or an answer to something the person did. */
  @OneOf({ default: 'campaign' })
  origin: DeliveryOrigin

  @BigInt64({ nullable: true })
  campaignId: number | null

  @BigInt64({ nullable: true })
  messageId: number | null

  @BigInt64()
  customerId: number

  /** The identity that the message goes to; null when the person has none on this channel. */
  @BigInt64({ nullable: true })
  identityId: number | null

  /** The openid or external_userid that it went to. */
  @Key(128, { nullable: true })
  address: string | null

  @OneOf()
  channel: ChannelKind | keyof typeof ANSWER_CHANNELS

  @BigInt64()
  accountId: number

  /** 企微: the member in whose name it is sent. */
  @Key(64, { nullable: true })
  sender: string | null

  /** 企微: the task that the member confirms. */
  @BigInt64({ nullable: true })
  taskId: number | null

  @OneOf({ default: 'planned' })
  state: DeliveryState

  @Key(40, { nullable: true })
  reason: SkipReason | FailureReason | null

  /** The platform's message id: 64-bit, kept as text. */
  @Key(64, { nullable: true })
  platformMessageId: string | null

  @Column({ type: 'int', unsigned: true, default: 0 })
  attempts: number

  @At()
  nextAt: Date

  @Key(36, { nullable: true })
  leaseToken: string | null

  @At({ nullable: true })
  leaseUntil: Date | null

  @At()
  plannedAt: Date

  @At({ nullable: true })
  sentAt: Date | null

  @At({ nullable: true })
  settledAt: Date | null
}
