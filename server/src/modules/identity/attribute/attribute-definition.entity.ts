import { Column, Entity, Index } from 'typeorm'
import { CreatedAt, Id, Json, Key, OneOf, Text } from '../../../platform/database'
import type { AttributeOption, AttributeSource, AttributeType } from './attribute.policy'

/** A declared fact about a person: its type and which source is believed first. */
@Entity()
export class AttributeDefinition {
  @Id()
  id: number

  @Index({ unique: true })
  @Key(64)
  key: string

  @Text(64)
  label: string

  @OneOf()
  type: AttributeType

  /** The values of an enum, and of a list when it is not free. */
  @Json({ nullable: true })
  options: AttributeOption[] | null

  /** From the most to the least believed; null for the usual order. */
  @Json({ nullable: true })
  sourcePriority: AttributeSource[] | null

  /** Text that a person typed about herself stays out of the audience engine. */
  @Column({ type: 'boolean', default: false })
  personal: boolean

  @Column({ type: 'boolean', default: false })
  builtIn: boolean

  @Column({ type: 'int', unsigned: true, default: 0 })
  position: number

  @CreatedAt()
  createdAt: Date
}
