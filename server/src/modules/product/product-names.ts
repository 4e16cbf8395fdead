import { Injectable, type OnModuleInit } from '@nestjs/common'
import { EventReferences } from '../event'
import { ProductService } from './product.service'

/** Tells timelines what the products are called that events point at. */
@Injectable()
export class ProductNames implements OnModuleInit {
  constructor(
    private readonly references: EventReferences,
    private readonly products: ProductService,
  ) {}

  onModuleInit(): void {
    this.references.register('product', async (ids) => {
      const products = await this.products.byIds(ids)
      return new Map(products.map(({ id, name }) => [id, name]))
    })
  }
}
