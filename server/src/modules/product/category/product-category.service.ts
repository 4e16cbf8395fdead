import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { EngineFeed } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { ProductCategory } from './product-category.entity'

export interface CountedCategory {
  category: ProductCategory
  productCount: number
}

/** The kinds of products. */
@Injectable()
export class ProductCategoryService {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditTrail,
    private readonly feed: EngineFeed,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<ProductCategory> {
    const category = await this.db.repo(ProductCategory).findOneBy({ id })
    if (!category) throw new AppError('NOT_FOUND', { params: { what: '品类' } })
    return category
  }

  async list(): Promise<CountedCategory[]> {
    const categories = await this.db.repo(ProductCategory).find({ order: { id: 'ASC' } })
    const counts = await this.db.query<{ id: number | string; products: number | string }[]>(
      'SELECT category_id AS id, COUNT(*) AS products FROM product WHERE category_id IS NOT NULL GROUP BY category_id',
    )
    const byId = new Map(counts.map((row) => [Number(row.id), Number(row.products)]))
    return categories.map((category) => ({ category, productCount: byId.get(category.id) ?? 0 }))
  }

  /** Names per id. */
  async names(): Promise<Map<number, string>> {
    return new Map((await this.db.repo(ProductCategory).find()).map(({ id, name }) => [id, name]))
  }

  /** @throws PRODUCT_CATEGORY_NAME_TAKEN */
  async create(name: string): Promise<ProductCategory> {
    await this.refuseTakenName(name.trim(), 0)
    const id = await this.insert(name.trim())
    this.audit.describe({
      action: 'product-category.create',
      target: { kind: 'product-category', id, name },
      after: { name },
    })
    return this.get(id)
  }

  /** The id behind a name; the category is made when there is none. */
  async idOf(name: string): Promise<number> {
    const known = await this.db.repo(ProductCategory).findOneBy({ name })
    return known?.id ?? this.insert(name)
  }

  /** @throws NOT_FOUND, PRODUCT_CATEGORY_NAME_TAKEN */
  async rename(id: number, name: string): Promise<ProductCategory> {
    const before = await this.get(id)
    await this.refuseTakenName(name.trim(), id)
    await this.db.repo(ProductCategory).update({ id }, { name: name.trim() })
    const products = await this.db.query<{ id: number | string }[]>('SELECT id FROM product WHERE category_id = ?', [
      id,
    ])
    await this.feed.changed(
      'product',
      products.map((row) => Number(row.id)),
    )
    this.audit.describe({
      action: 'product-category.rename',
      target: { kind: 'product-category', id, name },
      before: { name: before.name },
      after: { name },
    })
    return this.get(id)
  }

  /** @throws NOT_FOUND, PRODUCT_CATEGORY_IN_USE */
  async remove(id: number): Promise<void> {
    const { name } = await this.get(id)
    const [row] = await this.db.query<{ products: number | string }[]>(
      'SELECT COUNT(*) AS products FROM product WHERE category_id = ?',
      [id],
    )
    const count = Number(row?.products ?? 0)
    if (count > 0) throw new AppError('PRODUCT_CATEGORY_IN_USE', { params: { count } })
    await this.db.repo(ProductCategory).delete({ id })
    this.audit.describe({
      action: 'product-category.delete',
      target: { kind: 'product-category', id, name },
      before: { name },
      after: null,
    })
  }

  /** Two people may add the same name at once; both get the one row. */
  private async insert(name: string): Promise<number> {
    const inserted = await this.db.query<{ insertId: number }>(
      'INSERT INTO product_category (name) VALUES (?) ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)',
      [name],
    )
    return inserted.insertId
  }

  private async refuseTakenName(name: string, exceptId: number): Promise<void> {
    const holder = await this.db.repo(ProductCategory).findOneBy({ name })
    if (holder && holder.id !== exceptId)
      throw new AppError('PRODUCT_CATEGORY_NAME_TAKEN', { field: 'name', params: { name } })
  }
}
