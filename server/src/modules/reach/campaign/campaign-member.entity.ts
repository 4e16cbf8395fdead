import { Entity, Index, PrimaryColumn } from 'typeorm'
import { At, OneOf } from '../../../platform/database'

const fromDatabase = { to: (value: number): number => value, from: (value: string | number): number => Number(value) }

/** One eligible person of a campaign and the arm that the draw gave: reached, or control (never reached). */
@Entity()
@Index(['campaignId', 'arm'])
@Index(['customerId'])
export class CampaignMember {
  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: fromDatabase })
  campaignId: number

  @PrimaryColumn({ type: 'bigint', unsigned: true, transformer: fromDatabase })
  customerId: number

  @OneOf()
  arm: 'reached' | 'control'

  @At()
  assignedAt: Date
}
