import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, CreatedAt, Id, Json, OneOf, Text } from '../../../platform/database'
import type { ArticleState } from './article.policy'

/** Something to read. */
@Entity()
@Index(['state', 'publishedAt', 'id'])
export class Article {
  @Id()
  id: number

  @Text(120)
  title: string

  @Text(300)
  summary: string

  @Text(64)
  author: string

  /** A path below `/assets/`. */
  @Text(200)
  coverUrl: string

  /** HTML of the allow-list only: cleaned before it is stored. */
  @Column({ type: 'longtext' })
  body: string

  @Column({ type: 'int', unsigned: true })
  readMinutes: number

  @OneOf({ default: 'draft' })
  state: ArticleState

  /** When it was last published; kept while it is withdrawn. */
  @At({ nullable: true })
  publishedAt: Date | null

  /** The coupon offered below the text. */
  @BigInt64({ nullable: true })
  couponId: number | null

  @Json()
  productIds: number[]

  @At()
  updatedAt: Date

  @CreatedAt()
  createdAt: Date
}
