import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Key, OneOf, Text } from '../../../platform/database'
import type { CampaignState } from './campaign.states'

/** How people whom several messages can reach are treated: every message to each, or only the first that reaches. */
export type ChannelPolicy = 'each' | 'first'

/** One push to a segment, measured against a control group. */
@Entity()
@Index(['state', 'scheduledAt'])
export class Campaign {
  @Id()
  id: number

  @Text(64)
  name: string

  @OneOf({ default: 'draft' })
  state: CampaignState

  @BigInt64()
  segmentId: number

  /** The segment's rule in words at the moment of planning, so that the report stays true when the segment changes. */
  @Text(1000, { default: '' })
  audienceSentence: string

  /** The version of that rule; nobody is planned by another. Null before planning. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  audienceVersion: number | null

  /** Hundredths of a percent; 1000 = 10 %. */
  @Column({ type: 'int', unsigned: true, default: 1000 })
  controlBasisPoints: number

  @OneOf({ default: 'each' })
  channelPolicy: ChannelPolicy

  /** The event that counts as success. */
  @Key(64, { default: 'purchase' })
  conversionEvent: string

  @Column({ type: 'int', unsigned: true, default: 7 })
  conversionDays: number

  /** Null = as soon as somebody presses send. */
  @At({ nullable: true })
  scheduledAt: Date | null

  /** Set when the operator chose to send during the quiet hours. */
  @Column({ type: 'boolean', default: false })
  ignoreQuietHours: boolean

  /** Draws the control group; kept so that planning again after a crash draws the same people. */
  @Key(32)
  seed: string

  /** Greatest customer id that planning has dealt with. */
  @BigInt64({ default: 0 })
  planCursor: number

  @BigInt64({ default: 0 })
  audienceSize: number

  @BigInt64({ nullable: true })
  createdBy: number | null

  @CreatedAt()
  createdAt: Date

  @At({ nullable: true })
  plannedAt: Date | null

  @At({ nullable: true })
  startedAt: Date | null

  @At({ nullable: true })
  finishedAt: Date | null
}
