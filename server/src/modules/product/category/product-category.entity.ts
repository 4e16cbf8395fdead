import { Entity, Index } from 'typeorm'
import { CreatedAt, Id, Text } from '../../../platform/database'

/** 品类: what kind of thing a product is. */
@Entity()
export class ProductCategory {
  @Id()
  id: number

  @Index({ unique: true })
  @Text(40)
  name: string

  @CreatedAt()
  createdAt: Date
}
