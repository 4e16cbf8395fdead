import { useEffect } from 'react'
import { AdvisorCard } from '@/features/advisor/advisor-card'
import { OfferTicket } from '@/features/coupon/offer-ticket'
import { useClaim } from '@/features/coupon/use-claim'
import { api, assetUrl, tracker } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { Home, Product } from '@/lib/contract'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform, usePageParam, useShareCard } from '@/platform'
import { Button, buttonClass } from '@/ui/button'
import { TagMark } from '@/ui/chip'
import { Cover } from '@/ui/cover'
import { Icon } from '@/ui/icon'
import { Page } from '@/ui/page'
import { Price } from '@/ui/price'
import { Section } from '@/ui/section'
import { Skeleton } from '@/ui/skeleton'
import './index.scss'

const BONES = ['picture', 'picture', 'title', 'short', 'card'] as const

export default function ProductPage() {
  const id = usePageParam('id')
  const product = useRemote(`product/${id}`, () => api.get('/api/consumer/products/{id}', { path: { id: Number(id) } }))
  const known = product.data?.id
  useEffect(() => {
    if (known) tracker.track('view_product', { product_id: known })
  }, [known])
  useShareCard(() => ({ title: product.data?.name ?? '谷雨集', path: route('product', { id, channel: 'share' }) }))
  return (
    <Page
      title="商品详情"
      footer={
        product.state === 'ready' && (
          <elements.Box className="product-acts">
            <elements.ShareButton
              id="share-product"
              className={buttonClass({ kind: 'outline' })}
              title={product.data.name}
              path={route('product', { id })}
            >
              <Icon name="share" size={18} />
              分享
            </elements.ShareButton>
            {product.data.priceFen > 0 && (
              <Button id="buy-now" onTap={() => platform.open(route('checkout', { id }))}>
                立即购买
              </Button>
            )}
          </elements.Box>
        )
      }
    >
      {product.state === 'loading' && <Skeleton bones={BONES} />}
      {product.state === 'failed' && <FailureView failure={product.failure} onRetry={product.reload} />}
      {product.state === 'ready' && <ProductView product={product.data} />}
    </Page>
  )
}

const PROMISES = ['七日无忧退', '敏感肌友好', '正品溯源'] as const

function ProductView({ product }: { product: Product }) {
  const { Box, Span } = elements
  const home = useRemote('home', () => api.get('/api/consumer/home'))
  return (
    <Box className="product">
      <Cover src={assetUrl(product.imageUrl)} name={product.name} shape="square" />
      <Box className="product__head">
        <TagMark text={product.category} />
        <Span className="product__name">{product.name}</Span>
        <Price fen={product.priceFen} large />
        <Box className="product__promises">
          {PROMISES.map((promise) => (
            <Box key={promise} className="product__promise">
              <Icon name="check" size={14} />
              <Span>{promise}</Span>
            </Box>
          ))}
        </Box>
      </Box>
      {(product.description !== '' || product.parameters.length > 0) && (
        <Box className="product__about">
          {product.description !== '' && <Span className="product__description">{product.description}</Span>}
          {product.parameters.map(({ label, value }) => (
            <Box key={label} className="product__parameter">
              <Span className="product__parameter-label">{label}</Span>
              <Span>{value}</Span>
            </Box>
          ))}
        </Box>
      )}
      {home.data && <Around home={home.data} onChanged={() => void home.refresh()} />}
    </Box>
  )
}

/** What helps somebody decide: a coupon to use on it, and somebody to ask. */
function Around({ home, onChanged }: { home: Home; onChanged: () => void }) {
  const { Box } = elements
  const { claim, busyId, sheets } = useClaim(onChanged)
  const offer = home.coupons.find((candidate) => candidate.remaining > 0 && !candidate.claimed)
  return (
    <Box className="product__around">
      {offer && (
        <Section title="可用礼遇">
          <Box className="product__offer">
            <OfferTicket offer={offer} busy={busyId === offer.id} onClaim={claim} />
          </Box>
        </Section>
      )}
      {home.advisor && (
        <Section title="问问顾问">
          <AdvisorCard advisor={home.advisor} />
        </Section>
      )}
      {sheets}
    </Box>
  )
}
