import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common'
import { AppError } from '../../platform/errors'
import { AllowConsumer } from '../../platform/http'
import { ProductCategoryService } from './category/product-category.service'
import { ConsumerProductReply } from './product.dto'
import { presentConsumerProduct } from './product.presenter'
import { ProductService } from './product.service'

@Controller('api/consumer/products')
export class ConsumerProductController {
  constructor(
    private readonly products: ProductService,
    private readonly categories: ProductCategoryService,
  ) {}

  @Get(':id')
  @AllowConsumer()
  async get(@Param('id', ParseIntPipe) id: number): Promise<ConsumerProductReply> {
    const product = await this.products.get(id)
    if (!product.onSale) throw new AppError('NOT_FOUND', { params: { what: '商品' } })
    return presentConsumerProduct(product, await this.categories.names())
  }
}
