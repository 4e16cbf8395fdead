import { Entity, PrimaryColumn } from 'typeorm'
import { Text } from '../../../platform/database'

/** How the brand introduces itself to consumers. There is one row. */
@Entity()
export class BrandProfile {
  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  id: number

  @Text(64)
  name: string

  @Text(120)
  slogan: string
}
