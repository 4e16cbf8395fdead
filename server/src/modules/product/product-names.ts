import { Injectable, type OnModuleInit } from '@nestjs/common'
import { EventReferences, ourNumber, type Reference } from '../event'
import { SKU } from './product.dto'
import type { Product } from './product.entity'
import { ProductService } from './product.service'

/** Tells which products events point at, and what they are called. */
@Injectable()
export class ProductNames implements OnModuleInit {
  constructor(
    private readonly references: EventReferences,
    private readonly products: ProductService,
  ) {}

  onModuleInit(): void {
    this.references.register('product', {
      names: async (ids) => {
        const products = await this.products.byIds(ids)
        return new Map(products.map(({ id, name }) => [id, name]))
      },
      find: async (references) => {
        const skus = references.filter((one) => typeof one === 'string' && SKU.test(one))
        const bySku = new Map<Reference, Product>(await this.products.bySkus(skus.map(String)))
        const numbered = new Map(
          references.filter((one) => !bySku.has(one)).map((one): [Reference, number] => [one, ourNumber(one) ?? 0]),
        )
        const known = new Set((await this.products.byIds([...new Set(numbered.values())])).map(({ id }) => id))
        return new Map<Reference, number>([
          ...[...bySku].map(([sku, { id }]): [Reference, number] => [sku, id]),
          ...[...numbered].filter(([, id]) => known.has(id)),
        ])
      },
    })
  }
}
