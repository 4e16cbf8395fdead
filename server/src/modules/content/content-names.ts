import { Injectable, type OnModuleInit } from '@nestjs/common'
import { EventReferences } from '../event'
import { ArticleService } from './article/article.service'

/** Tells timelines what the articles are called that events point at. */
@Injectable()
export class ContentNames implements OnModuleInit {
  constructor(
    private readonly references: EventReferences,
    private readonly articles: ArticleService,
  ) {}

  onModuleInit(): void {
    this.references.register('content', async (ids) => {
      const articles = await this.articles.byIds(ids)
      return new Map([...articles].map(([id, { title }]) => [id, title]))
    })
  }
}
