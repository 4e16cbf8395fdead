import { Entity, Index } from 'typeorm'
import { CreatedAt, Id, Text } from '../../../platform/database'

/** A word that describes content, in a group such as 肤质 or 场景. Never a customer tag. */
@Entity()
export class ContentTag {
  @Id()
  id: number

  @Text(40)
  groupName: string

  @Index({ unique: true })
  @Text(40)
  name: string

  @CreatedAt()
  createdAt: Date
}
