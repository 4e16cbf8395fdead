import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Key, OneOf, Text } from '../../../platform/database'

/**
 * `silence` and `surge` by the hours of the week, `shortfall` against the expected volume, `misfits` in the quarantine,
 * `nulls` and `wrong-values` of one property against the week before.
 */
export type EventAlertKind = 'silence' | 'surge' | 'shortfall' | 'misfits' | 'undeclared' | 'nulls' | 'wrong-values'

const AS_SENT = { charset: 'utf8mb4', collation: 'utf8mb4_bin' }

/** Something about an event that its responsible person should look at. One row from its first to its last finding. */
@Entity()
@Index(['resolvedAt', 'id'])
export class EventAlert {
  @Id()
  id: number

  @OneOf()
  kind: EventAlertKind

  /** As it is sent; for an undeclared one too. */
  @Text(64, AS_SENT)
  event: string

  /** Key of the property that it is about; '' when it is about the event. */
  @Text(64, { ...AS_SENT, default: '' })
  property: string

  /** The same for the same trouble while it lasts; null once it is over. */
  @Index({ unique: true })
  @Key(64, { nullable: true })
  openKey: string | null

  /** A Chinese sentence with the numbers of the latest finding. */
  @Text(200)
  sentence: string

  /** Who answers for the event; null when nobody does, and everybody who edits the plan sees it. */
  @BigInt64({ nullable: true })
  staffId: number | null

  @At()
  openedAt: Date

  @At()
  lastFoundAt: Date

  @At({ nullable: true })
  resolvedAt: Date | null

  /** When the person was told in WeCom; set before telling, so that nobody is told twice. */
  @At({ nullable: true })
  notifiedAt: Date | null

  @At({ nullable: true })
  readAt: Date | null

  /** Until then the same trouble is not told again, even when it comes back. */
  @At({ nullable: true })
  mutedUntil: Date | null

  @Column({ type: 'int', unsigned: true, default: 1 })
  findings: number
}
