import { Module } from '@nestjs/common'
import { EventModule } from '../event'
import { ProductCategoryService } from './category/product-category.service'
import { ImportProducts } from './commands/import-products'
import { ConsumerProductController } from './consumer-product.controller'
import { ProductFeed } from './product-feed'
import { ProductNames } from './product-names'
import { ProductCategoryController, ProductController } from './product.controller'
import { ProductService } from './product.service'

export { ProductCategoryService } from './category/product-category.service'
export { PRODUCT_ENGINE_TABLE } from './engine-table'
export type { ProductEngineRow } from './engine-table'
export { ProductCardReply, RowErrorReply, SKU } from './product.dto'
export { Product } from './product.entity'
export { presentProductCard } from './product.presenter'
export { ProductService } from './product.service'
export { fenOfYuan, readTable } from './table/read-table'
export type { Columns, Table, TableRow } from './table/read-table'

/** 商品: what the brand sells. */
@Module({
  imports: [EventModule],
  controllers: [ProductController, ProductCategoryController, ConsumerProductController],
  providers: [ImportProducts, ProductCategoryService, ProductFeed, ProductNames, ProductService],
  exports: [ProductCategoryService, ProductService],
})
export class ProductModule {}
