import { Controller, Get, Query } from '@nestjs/common'
import { AllowConsumer } from '../../../platform/http'
import { ArticleCardPage, ConsumerArticleQuery, ConsumerContentTagReply } from './article.dto'
import { presentArticleCard } from './article.presenter'
import { ArticleService } from './article.service'

/** What the mini-program reads; one article with its offer is served by the storefront, which knows coupons. */
@Controller('api/consumer')
export class ConsumerArticleController {
  constructor(private readonly articles: ArticleService) {}

  @Get('articles')
  @AllowConsumer()
  async list(@Query() query: ConsumerArticleQuery): Promise<ArticleCardPage> {
    const [articles, total] = await this.articles.listPublished(query, query.tag)
    const tags = await this.articles.tagsOf(articles.map(({ id }) => id))
    return {
      items: articles.map((article) => presentArticleCard(article, tags.get(article.id))),
      total,
      page: query.page,
      pageSize: query.pageSize,
    }
  }

  @Get('content-tags')
  @AllowConsumer()
  async contentTags(): Promise<ConsumerContentTagReply[]> {
    return this.articles.publishedTags()
  }
}
