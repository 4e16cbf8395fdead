import { Entity, Index } from 'typeorm'
import { BigInt64, CreatedAt, Id, OneOf, Text } from '../../../platform/database'
import type { LeadState } from '../lead.states'

/** What was done about a lead: a note, a step of its life, another owner. Never edited. */
@Entity()
@Index(['leadId', 'id'])
export class FollowUp {
  @Id()
  id: number

  @BigInt64()
  leadId: number

  /** Null = the system. */
  @BigInt64({ nullable: true })
  staffId: number | null

  @OneOf()
  kind: 'note' | 'state' | 'owner' | 'contact'

  @Text(2000, { default: '' })
  text: string

  @OneOf({ nullable: true })
  fromState: LeadState | null

  @OneOf({ nullable: true })
  toState: LeadState | null

  @CreatedAt()
  createdAt: Date
}
