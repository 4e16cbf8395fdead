import type { EngineTable } from '../../platform/audience-engine'

/** What describes the products that events point at. Fed by kind `product`, keys are product ids. */
export const PRODUCT_ENGINE_TABLE: EngineTable = {
  name: 'product',
  columns: `id UInt64,
    category LowCardinality(String),
    price_fen Int64,
    parameters Map(LowCardinality(String), String)`,
  order: 'id',
  replaceBy: 'id',
}

export interface ProductEngineRow {
  id: number
  /** Name of the category, '' when it has none. */
  category: string
  price_fen: number
  /** 规格, 净含量 …: name and value as an editor wrote them. */
  parameters: Record<string, string>
}
