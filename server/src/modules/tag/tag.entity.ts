import type { TagRule } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, OneOf, Text } from '../../platform/database'
import type { TagKind, TagMethod, TagState } from './tag.policy'

/** A customer tag: what it says, how its values come about, and where it is in its life. */
@Entity()
export class Tag {
  @Id()
  id: number

  @Index({ unique: true })
  @Text(64)
  name: string

  /** Null: not in any group. */
  @Index()
  @BigInt64({ nullable: true })
  groupId: number | null

  @OneOf()
  kind: TagKind

  @OneOf()
  method: TagMethod

  /** Whether a person may have several values at a time. */
  @Column({ type: 'boolean', default: false })
  multiple: boolean

  @OneOf({ default: 'draft' })
  state: TagState

  @Text(500, { default: '' })
  description: string

  /** What to do with each value (运营策略). */
  @Json()
  strategies: Record<string, string>

  /** For hand-set tags: the values to choose from. */
  @Json({ nullable: true })
  handValues: string[] | null

  /** The rule as it is being edited. */
  @Json({ nullable: true })
  draftRule: TagRule | null

  /** The version that is in force; 0 before the first publication. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  version: number

  @BigInt64({ nullable: true })
  ownerStaffId: number | null

  /** Before this time nothing is computed, also when it is published. Null: from its publication. */
  @At({ nullable: true })
  validFrom: Date | null

  /** From this time on it retires by itself, or pauses while something still stands on it. Null: until somebody retires it. */
  @At({ nullable: true })
  validUntil: Date | null

  @CreatedAt()
  createdAt: Date
}
