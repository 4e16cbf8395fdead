import { assetUrl } from '@/features/session'
import type { ProductCard } from '@/lib/contract'
import { route } from '@/lib/routes'
import { elements, platform } from '@/platform'
import { Cover } from '@/ui/cover'
import { Price } from '@/ui/price'
import './product-tile.scss'

export function ProductTile({ product }: { product: ProductCard }) {
  const { Box, Span } = elements
  return (
    <Box
      id={`product-${product.id}`}
      className="gy-product"
      role="button"
      label={`商品：${product.name}`}
      onTap={() => platform.open(route('product', { id: product.id }))}
    >
      <Cover src={assetUrl(product.imageUrl)} name={product.name} shape="square" />
      <Span className="gy-product__category">{product.category}</Span>
      <Span className="gy-product__name">{product.name}</Span>
      <Price fen={product.priceFen} />
    </Box>
  )
}

/** Products side by side, as many as there are. */
export function ProductShelf({ products }: { products: ProductCard[] }) {
  const { Box, RowScroll } = elements
  return (
    <RowScroll className="gy-shelf">
      <Box className="gy-shelf__row">
        {products.map((product) => (
          <ProductTile key={product.id} product={product} />
        ))}
      </Box>
    </RowScroll>
  )
}
