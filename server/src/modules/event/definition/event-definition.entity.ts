import type { EventPropertyDeclaration } from '@guiyi/shared'
import { Column, Entity, Index } from 'typeorm'
import { CreatedAt, Id, Json, Key, Text } from '../../../platform/database'

/** One event of the tracking plan: what it is called and which properties it carries. */
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

  /** Sent by our own touchpoints; cannot be paused. */
  @Column({ type: 'boolean', default: false })
  builtIn: boolean

  /** A paused event is refused at the door. */
  @Column({ type: 'boolean', default: false })
  paused: boolean

  @CreatedAt()
  createdAt: Date
}
