import { Injectable, type OnModuleInit } from '@nestjs/common'
import { copySource, EngineFeed } from '../../platform/audience-engine'
import { PRODUCT_ENGINE_TABLE, type ProductEngineRow } from './engine-table'

/** Copies what describes products to the engine. */
@Injectable()
export class ProductFeed implements OnModuleInit {
  constructor(private readonly feed: EngineFeed) {}

  onModuleInit(): void {
    this.feed.source(
      copySource({
        kind: 'product',
        tables: [PRODUCT_ENGINE_TABLE],
        read: async (manager, ids) => {
          const rows = await manager.query<
            { id: number | string; category: string | null; price_fen: number | string; parameters: unknown }[]
          >(
            `SELECT product.id AS id, product_category.name AS category, product.price_fen AS price_fen, product.parameters AS parameters FROM product
             LEFT JOIN product_category ON product_category.id = product.category_id WHERE product.id IN (?)`,
            [ids],
          )
          const product: ProductEngineRow[] = rows.map((row) => ({
            id: Number(row.id),
            category: row.category ?? '',
            price_fen: Number(row.price_fen),
            parameters: parametersOf(row.parameters),
          }))
          return { product }
        },
        pages: async (manager, after, limit) => {
          const rows = await manager.query<{ id: number | string }[]>(
            'SELECT id FROM product WHERE id > ? ORDER BY id LIMIT ?',
            [after, limit],
          )
          return rows.map(({ id }) => Number(id))
        },
        touches: () => [{ topic: 'product' }],
      }),
    )
  }
}

/** MariaDB hands JSON out as text, MySQL as an object. */
function parametersOf(stored: unknown): Record<string, string> {
  const parsed = (typeof stored === 'string' ? JSON.parse(stored) : stored) as Record<string, unknown> | null
  return Object.fromEntries(Object.entries(parsed ?? {}).map(([name, value]) => [name, String(value)]))
}
