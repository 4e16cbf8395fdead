import { Module } from '@nestjs/common'
import { EventModule } from '../event'
import { ArticleController } from './article/article.controller'
import { ArticleService } from './article/article.service'
import { ConsumerArticleController } from './article/consumer-article.controller'
import { ReadingService } from './article/reading.service'
import { AssetController } from './asset/asset.controller'
import { AssetService } from './asset/asset.service'
import { ContentFeed } from './content-feed'
import { ContentNames } from './content-names'
import { ContentTagController } from './tag/content-tag.controller'
import { ContentTagService } from './tag/content-tag.service'

export { ArticleCardReply, ASSET_PATH } from './article/article.dto'
export { Article } from './article/article.entity'
export { presentArticleCard } from './article/article.presenter'
export { ArticleService } from './article/article.service'
export { drawnProduct } from './asset/drawn-image'
export { CONTENT_ENGINE_TABLE } from './engine-table'
export type { ContentEngineRow } from './engine-table'
export { ContentTagService } from './tag/content-tag.service'

/** 内容: what customers read, and the tags that describe it. */
@Module({
  imports: [EventModule],
  controllers: [ArticleController, ConsumerArticleController, AssetController, ContentTagController],
  providers: [ArticleService, AssetService, ContentFeed, ContentNames, ContentTagService, ReadingService],
  exports: [ArticleService, ContentTagService],
})
export class ContentModule {}
