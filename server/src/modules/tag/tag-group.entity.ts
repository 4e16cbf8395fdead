import { Column, Entity } from 'typeorm'
import { BigInt64, Id, Text } from '../../platform/database'

/** A folder of the tag tree. */
@Entity()
export class TagGroup {
  @Id()
  id: number

  @Text(64)
  name: string

  @BigInt64({ nullable: true })
  parentId: number | null

  @Column({ type: 'int', unsigned: true, default: 0 })
  position: number
}
