import { Entity, Index, PrimaryColumn } from 'typeorm'

/** Which content tags an article carries. */
@Entity()
@Index(['tagId', 'articleId'])
export class ArticleTag {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  articleId: number

  @PrimaryColumn({ type: 'bigint', unsigned: true })
  tagId: number
}
