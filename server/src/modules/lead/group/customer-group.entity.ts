import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json, Key, Text } from '../../../platform/database'

/** Identity number and unix second of joining. */
export type GroupCustomer = [identityId: number, joinedAt: number]

/** 客户群: a WeCom group of members and customers, as the platform last described it. */
@Entity()
@Index(['accountId', 'chatId'], { unique: true })
export class CustomerGroup {
  @Id()
  id: number

  @BigInt64()
  accountId: number

  @Key(64)
  chatId: string

  @Text(120)
  name: string

  /** The userid of the member who owns it. */
  @Key(64)
  owner: string

  /** Those from outside, at most the platform's few hundred; by identity, so that merges need not touch it. */
  @Json()
  customers: GroupCustomer[]

  /** Members of ours among them. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  members: number

  @At({ nullable: true })
  dissolvedAt: Date | null

  /** When the platform said so; older news that comes late changes nothing. */
  @At()
  readAt: Date
}
