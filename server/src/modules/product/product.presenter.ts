import type { ConsumerProductReply, ProductCardReply, ProductReply } from './product.dto'
import type { Product } from './product.entity'

export type CategoryNames = ReadonlyMap<number, string>

const categoryOf = (product: Product, names: CategoryNames): string | null =>
  product.categoryId === null ? null : (names.get(product.categoryId) ?? null)

/** What the console shows. */
export const presentProduct = (product: Product, names: CategoryNames): ProductReply => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  categoryId: product.categoryId,
  category: categoryOf(product, names),
  priceFen: product.priceFen,
  parameters: product.parameters,
  description: product.description,
  imageUrl: product.imageUrl,
  onSale: product.onSale,
  updatedAt: product.updatedAt.toISOString(),
  createdAt: product.createdAt.toISOString(),
})

/** What a consumer sees of a product in a list. */
export const presentProductCard = (product: Product, names: CategoryNames): ProductCardReply => ({
  id: String(product.id),
  name: product.name,
  category: categoryOf(product, names) ?? '',
  priceFen: product.priceFen,
  imageUrl: product.imageUrl,
})

/** What a consumer sees of one product. */
export const presentConsumerProduct = (product: Product, names: CategoryNames): ConsumerProductReply => ({
  ...presentProductCard(product, names),
  description: product.description,
  parameters: Object.entries(product.parameters).map(([label, value]) => ({ label, value })),
})
