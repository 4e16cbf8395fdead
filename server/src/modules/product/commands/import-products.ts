import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { EngineFeed } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { drawnProduct } from '../../content'
import { ProductCategoryService } from '../category/product-category.service'
import { MAX_PRICE_FEN, SKU } from '../product.dto'
import { Product } from '../product.entity'
import { fenOfYuan, readTable, type Columns, type TableRow } from '../table/read-table'

export interface ProductImport {
  created: number
  updated: number
  errors: { row: number; reason: string }[]
}

interface ProductLine {
  row: number
  sku: string
  name: string
  category: string
  priceFen: number
}

const COLUMNS: Columns = {
  sku: { headings: ['商品编码', '商品编号', 'SKU'], required: true },
  name: { headings: ['商品名称', '名称'], required: true },
  category: { headings: ['品类', '类目'], required: false },
  price: { headings: ['价格', '价格(元)', '售价'], required: true },
}
const LIMIT = 5000

/** Creates products from a CSV file or an Excel workbook, and brings those up to date whose code is known. Bad lines are left out and told. */
@Injectable()
export class ImportProducts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly categories: ProductCategoryService,
    private readonly feed: EngineFeed,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FILE_UNREADABLE, TABLE_EMPTY, TABLE_TOO_LONG, TABLE_COLUMNS_MISSING */
  async run(bytes: Buffer): Promise<ProductImport> {
    const result: ProductImport = { created: 0, updated: 0, errors: [] }
    const touched: number[] = []
    for (const row of (await readTable(bytes, COLUMNS, LIMIT)).rows) {
      const line = read(row)
      if ('reason' in line) result.errors.push(line)
      else touched.push(await this.write(line, result))
    }
    await this.feed.changed('product', touched)
    this.audit.describe({
      action: 'product.import',
      target: { kind: 'product', id: 'import' },
      after: { ...result, errors: result.errors.length },
    })
    return result
  }

  private async write(line: ProductLine, result: ProductImport): Promise<number> {
    const categoryId = line.category === '' ? null : await this.categories.idOf(line.category)
    const values = { name: line.name, categoryId, priceFen: line.priceFen, updatedAt: this.clock.now() }
    const known = await this.db.repo(Product).findOneBy({ sku: line.sku })
    if (known) {
      await this.db.repo(Product).update({ id: known.id }, values)
      result.updated += 1
      return known.id
    }
    const fresh = { parameters: {}, description: '', imageUrl: drawnProduct(line.name, line.category), onSale: true }
    const inserted = await this.db.repo(Product).insert({ sku: line.sku, ...values, ...fresh })
    result.created += 1
    return Number(inserted.identifiers[0]?.id)
  }
}

function read({ row, cells }: TableRow): ProductLine | { row: number; reason: string } {
  const { sku = '', name = '', category = '', price = '' } = cells
  const priceFen = fenOfYuan(price)
  if (!SKU.test(sku)) return { row, reason: '商品编码为空或含有不支持的字符' }
  if (name === '' || name.length > 120) return { row, reason: '商品名称为空或超过 120 字' }
  if (category.length > 40) return { row, reason: '品类超过 40 字' }
  if (priceFen === null || priceFen > MAX_PRICE_FEN) return { row, reason: '价格不是有效的金额' }
  return { row, sku, name, category, priceFen }
}
