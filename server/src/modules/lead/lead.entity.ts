import { Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, OneOf, Text } from '../../platform/database'
import type { LeadState } from './lead.states'

/** A sales opportunity around a person. It has one owner, or lies in the pool. */
// LEAD is a reserved word of SQL (a window function).
@Entity('sales_lead')
@Index(['ownerId', 'state', 'id'])
@Index(['state', 'id'])
@Index(['customerId', 'id'])
export class Lead {
  @Id()
  id: number

  @BigInt64()
  customerId: number

  /** The customer's number while the lead is open, else null: the unique key keeps a second open lead out. */
  @Index({ unique: true })
  @BigInt64({ nullable: true })
  openCustomerId: number | null

  @OneOf({ default: 'new' })
  state: LeadState

  /** Null = in the pool. */
  @BigInt64({ nullable: true })
  ownerId: number | null

  /** Where it came from, in words: a channel code's name, `手工创建`. */
  @Text(64)
  source: string

  @Text(200, { default: '' })
  lostReason: string

  /** What the owner has promised to do. */
  @Text(200, { default: '' })
  nextStep: string

  @At({ nullable: true })
  nextStepAt: Date | null

  @At({ nullable: true })
  assignedAt: Date | null

  @At({ nullable: true })
  lastFollowedAt: Date | null

  @At({ nullable: true })
  closedAt: Date | null

  @CreatedAt()
  createdAt: Date
}
