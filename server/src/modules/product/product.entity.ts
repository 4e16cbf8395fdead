import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, Key, Text } from '../../platform/database'

/** Something the brand sells. */
@Entity()
@Index(['categoryId', 'id'])
export class Product {
  @Id()
  id: number

  /** The brand's own number for it, by which order files name it. */
  @Index({ unique: true })
  @Key(64)
  sku: string

  @Text(120)
  name: string

  @BigInt64({ nullable: true })
  categoryId: number | null

  @BigInt64()
  priceFen: number

  /** 规格, 净含量, 适用肤质 …: name and value as an editor wrote them. */
  @Json()
  parameters: Record<string, string>

  @Text(1000)
  description: string

  /** A path below `/assets/`. */
  @Text(200)
  imageUrl: string

  /** Shown to consumers. */
  @Column({ type: 'boolean', default: true })
  onSale: boolean

  @At()
  updatedAt: Date

  @CreatedAt()
  createdAt: Date
}
