import { Column, Entity, Index } from 'typeorm'
import { BigInt64, CreatedAt, Id, Key, Text } from '../../../platform/database'

/** One published version of the privacy text. A published one is never edited: consents point at it. */
@Entity()
export class PrivacyPolicy {
  @Id()
  id: number

  @Index({ unique: true })
  @Key(32)
  version: string

  @Text(100)
  title: string

  @Column({ type: 'text' })
  text: string

  /** The member of staff who published it; null for the one that comes with the product. */
  @BigInt64({ nullable: true })
  publishedBy: number | null

  @CreatedAt()
  createdAt: Date
}
