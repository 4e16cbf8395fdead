import { Injectable, type OnModuleInit } from '@nestjs/common'
import { EventReferences, ourNumber, type Reference } from '../event'
import { ArticleService } from './article/article.service'

/** Tells which articles events point at, and what they are called. */
@Injectable()
export class ContentNames implements OnModuleInit {
  constructor(
    private readonly references: EventReferences,
    private readonly articles: ArticleService,
  ) {}

  onModuleInit(): void {
    this.references.register('content', {
      names: (ids) => this.articles.titles(ids),
      // Articles have no code of the brand's own: links to them carry our number.
      find: async (references) => {
        const numbered = references.map((one): [Reference, number] => [one, ourNumber(one) ?? 0])
        const known = await this.articles.titles(numbered.map(([, id]) => id))
        return new Map(numbered.filter(([, id]) => known.has(id)))
      },
    })
  }
}
