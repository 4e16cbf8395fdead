import type { EventPropertyDeclaration } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Key, Text } from '../../../platform/database'

/** One event of the tracking plan: what it is called, which properties it carries, who sends it and who answers for it. */
@Entity()
export class EventDefinition {
  @Id()
  id: number

  @Index({ unique: true })
  @Key(64)
  name: string

  @Text(64)
  label: string

  @Text(200, { default: '' })
  description: string

  @Json()
  properties: EventPropertyDeclaration[]

  /** Where it is expected to come from: names of sources or channels, for people to read. */
  @Json({ nullable: true })
  senders: string[] | null

  /** The member of staff who answers for it. */
  @BigInt64({ nullable: true })
  ownerId: number | null

  /** How many a day are expected; null when only its own past tells. */
  @BigInt64({ nullable: true })
  expectedDaily: number | null

  /** 1 when it was declared, one more with every change. */
  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number

  /** Sent by our own touchpoints; cannot be paused. */
  @Column({ type: 'boolean', default: false })
  builtIn: boolean

  /** A paused event is not recorded. */
  @Column({ type: 'boolean', default: false })
  paused: boolean

  /** Set when it is no longer used: not recorded and out of the way, though what was recorded stays. */
  @At({ nullable: true })
  archivedAt: Date | null

  @CreatedAt()
  createdAt: Date
}

/** What a definition looked like from one change to the next. */
@Entity()
@Index(['name', 'version'], { unique: true })
export class EventDefinitionVersion {
  @Id()
  id: number

  @Key(64)
  name: string

  @Column({ type: 'int', unsigned: true })
  version: number

  @Json()
  snapshot: DefinitionSnapshot

  /** Null when the server itself made the change (a newer version of a built-in event). */
  @BigInt64({ nullable: true })
  staffId: number | null

  @CreatedAt()
  createdAt: Date
}

/** The part of a definition that people change. */
export type DefinitionSnapshot = Pick<
  EventDefinition,
  'label' | 'description' | 'properties' | 'senders' | 'ownerId' | 'expectedDaily' | 'paused'
> & { archived: boolean }
