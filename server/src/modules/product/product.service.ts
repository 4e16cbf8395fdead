import { Injectable } from '@nestjs/common'
import { Brackets, In } from 'typeorm'
import { AuditTrail } from '../../platform/audit'
import { EngineFeed } from '../../platform/audience-engine'
import { Clock } from '../../platform/clock'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { skipTake, type PageQuery } from '../../platform/http'
import { drawnProduct } from '../content'
import { ProductCategory } from './category/product-category.entity'
import type { CreateProductDto, UpdateProductDto } from './product.dto'
import { Product } from './product.entity'

export interface ProductFilter {
  search?: string
  category?: number
  onSale?: boolean
  sort?: string
}

/** The brand's products. */
@Injectable()
export class ProductService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly feed: EngineFeed,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Product> {
    const product = await this.db.repo(Product).findOneBy({ id })
    if (!product) throw new AppError('NOT_FOUND', { params: { what: '商品' } })
    return product
  }

  /** In the order asked for; ids without a product are left out. */
  async byIds(ids: readonly number[]): Promise<Product[]> {
    if (ids.length === 0) return []
    const found = new Map(
      (await this.db.repo(Product).findBy({ id: In([...ids]) })).map((product) => [product.id, product]),
    )
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  /** The names of all parameters in use: 规格, 净含量 …, in order. */
  async parameterNames(): Promise<string[]> {
    const rows = await this.db.query<{ names: string | string[] | null }[]>(
      'SELECT DISTINCT JSON_KEYS(parameters) AS names FROM product',
      [],
    )
    const lists = rows.map(({ names }) => (typeof names === 'string' ? (JSON.parse(names) as string[]) : (names ?? [])))
    return [...new Set(lists.flat())].sort()
  }

  async bySkus(skus: readonly string[]): Promise<Map<string, Product>> {
    if (skus.length === 0) return new Map()
    const products = await this.db.repo(Product).findBy({ sku: In([...new Set(skus)]) })
    return new Map(products.map((product) => [product.sku, product]))
  }

  async list(filter: ProductFilter, page: PageQuery): Promise<[Product[], number]> {
    const list = this.db.repo(Product).createQueryBuilder('product')
    if (filter.category !== undefined) list.andWhere('product.categoryId = :category', { category: filter.category })
    if (filter.onSale !== undefined) list.andWhere('product.onSale = :onSale', { onSale: filter.onSale })
    if (filter.search) {
      const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
      list.andWhere(
        new Brackets((either) => {
          either.where('product.name LIKE :pattern', { pattern })
          // The database refuses to compare the ASCII column with anything else.
          if (/^[\x20-\x7e]*$/.test(pattern)) either.orWhere('product.sku LIKE :pattern', { pattern })
        }),
      )
    }
    const sort = filter.sort ?? '-updatedAt'
    const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
    const { skip, take } = skipTake(page)
    return list
      .orderBy(`product.${sort.replace('-', '')}`, direction)
      .addOrderBy('product.id', direction)
      .skip(skip)
      .take(take)
      .getManyAndCount()
  }

  /** @throws PRODUCT_SKU_TAKEN, PRODUCT_CATEGORY_UNKNOWN */
  async create(dto: CreateProductDto): Promise<Product> {
    if (await this.db.repo(Product).findOneBy({ sku: dto.sku })) {
      throw new AppError('PRODUCT_SKU_TAKEN', { field: 'sku', params: { sku: dto.sku } })
    }
    const category = await this.categoryOf(dto.categoryId ?? null)
    const inserted = await this.db.repo(Product).insert({
      sku: dto.sku,
      name: dto.name.trim(),
      categoryId: category?.id ?? null,
      priceFen: dto.priceFen,
      parameters: textOnly(dto.parameters ?? {}),
      description: dto.description ?? '',
      imageUrl: dto.imageUrl ?? drawnProduct(dto.name, category?.name ?? ''),
      onSale: dto.onSale ?? true,
      updatedAt: this.clock.now(),
    })
    const product = await this.get(Number(inserted.identifiers[0]?.id))
    await this.feed.changed('product', [product.id])
    this.audit.describe({
      action: 'product.create',
      target: { kind: 'product', id: product.id, name: product.name },
      after: product,
    })
    return product
  }

  /** Changes what is given and leaves the rest. @throws NOT_FOUND, PRODUCT_CATEGORY_UNKNOWN */
  async update(id: number, dto: UpdateProductDto): Promise<Product> {
    const before = await this.get(id)
    const categoryId = dto.categoryId === undefined ? before.categoryId : dto.categoryId
    await this.categoryOf(categoryId)
    await this.db.repo(Product).update(
      { id },
      {
        name: dto.name?.trim() ?? before.name,
        categoryId,
        priceFen: dto.priceFen ?? before.priceFen,
        parameters: dto.parameters ? textOnly(dto.parameters) : before.parameters,
        description: dto.description ?? before.description,
        imageUrl: dto.imageUrl ?? before.imageUrl,
        onSale: dto.onSale ?? before.onSale,
        updatedAt: this.clock.now(),
      },
    )
    await this.feed.changed('product', [id])
    const after = await this.get(id)
    this.audit.describe({ action: 'product.update', target: { kind: 'product', id, name: after.name }, before, after })
    return after
  }

  private async categoryOf(id: number | null): Promise<ProductCategory | null> {
    if (id === null) return null
    const category = await this.db.repo(ProductCategory).findOneBy({ id })
    if (!category) throw new AppError('PRODUCT_CATEGORY_UNKNOWN', { field: 'categoryId' })
    return category
  }
}

/** Parameters are shown as text; whatever else a client sends becomes text, and overlong pieces are cut. */
const textOnly = (parameters: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters)
      .slice(0, 30)
      .map(([key, value]): [string, string] => [key.trim().slice(0, 40), String(value).trim().slice(0, 200)])
      .filter(([key]) => key !== ''),
  )
