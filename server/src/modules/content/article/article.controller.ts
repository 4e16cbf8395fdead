import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Patch, Post, Query } from '@nestjs/common'
import { checkedInstant } from '../../../platform/clock'
import { Allow } from '../../../platform/http'
import {
  ArticleActionDto,
  ArticlePage,
  ArticleQuery,
  ArticleReply,
  CreateArticleDto,
  ReadingDayReply,
  UpdateArticleDto,
} from './article.dto'
import type { Article } from './article.entity'
import { presentArticle, presentArticleRow } from './article.presenter'
import { ArticleService } from './article.service'
import { ReadingService } from './reading.service'

const STATISTICS_DAYS = 30

@Controller('api/contents')
export class ArticleController {
  constructor(
    private readonly articles: ArticleService,
    private readonly reading: ReadingService,
  ) {}

  @Get()
  @Allow('content.read')
  async list(@Query() query: ArticleQuery): Promise<ArticlePage> {
    const [articles, total] = await this.articles.list({ ...query, tagId: query.tag }, query)
    const ids = articles.map(({ id }) => id)
    const [tags, readings] = await Promise.all([this.articles.tagsOf(ids), this.reading.of(ids)])
    return {
      items: articles.map((article) => presentArticleRow(article, tags.get(article.id), readings.get(article.id))),
      total,
      page: query.page,
      pageSize: query.pageSize,
    }
  }

  @Get(':id')
  @Allow('content.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ArticleReply> {
    return this.present(await this.articles.get(id))
  }

  /** Reads per day of the last 30 days. */
  @Get(':id/reading')
  @Allow('content.read')
  async days(@Param('id', ParseIntPipe) id: number): Promise<ReadingDayReply[]> {
    return this.reading.days((await this.articles.get(id)).id, STATISTICS_DAYS)
  }

  @Post()
  @Allow('content.write')
  async create(@Body() dto: CreateArticleDto): Promise<ArticleReply> {
    return this.present(await this.articles.create(dto))
  }

  @Patch(':id')
  @Allow('content.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: UpdateArticleDto): Promise<ArticleReply> {
    return this.present(await this.articles.update(id, dto))
  }

  @Post(':id/state')
  @HttpCode(200)
  @Allow('content.write')
  async changeState(@Param('id', ParseIntPipe) id: number, @Body() dto: ArticleActionDto): Promise<ArticleReply> {
    return this.present(
      await this.articles.changeState(id, dto.action, dto.publishedAt ? checkedInstant(dto.publishedAt) : undefined),
    )
  }

  private async present(article: Article): Promise<ArticleReply> {
    const [tags, readings] = await Promise.all([this.articles.tagsOf([article.id]), this.reading.of([article.id])])
    return presentArticle(article, tags.get(article.id) ?? [], readings.get(article.id))
  }
}
