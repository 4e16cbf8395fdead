import { useState } from 'react'
import { buy } from '@/features/order/pay-order'
import { api, assetUrl } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { Product } from '@/lib/contract'
import { toFailure } from '@/lib/errors'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform, usePageParam } from '@/platform'
import { Button } from '@/ui/button'
import { Cover } from '@/ui/cover'
import { Page } from '@/ui/page'
import { Price } from '@/ui/price'
import { Skeleton } from '@/ui/skeleton'
import './index.scss'

const BONES = ['card', 'row', 'row'] as const
/** As many as the server takes. */
const MOST = 99

export default function CheckoutPage() {
  const id = usePageParam('id')
  const [quantity, setQuantity] = useState(1)
  const [busy, setBusy] = useState(false)
  const product = useRemote(`product/${id}`, () => api.get('/api/consumer/products/{id}', { path: { id: Number(id) } }))

  async function pay() {
    setBusy(true)
    try {
      platform.replace(route('order', { ...(await buy(id, quantity)) }))
    } catch (error) {
      platform.toast(toFailure(error).message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Page
      title="确认订单"
      footer={
        product.state === 'ready' && (
          <elements.Box className="checkout-foot">
            <elements.Box className="checkout-foot__sum">
              <elements.Span className="checkout-foot__label">合计</elements.Span>
              <Price fen={product.data.priceFen * quantity} large />
            </elements.Box>
            <Button id="submit-order" busy={busy} onTap={() => void pay()}>
              微信支付
            </Button>
          </elements.Box>
        )
      }
    >
      {product.state === 'loading' && <Skeleton bones={BONES} />}
      {product.state === 'failed' && <FailureView failure={product.failure} onRetry={product.reload} />}
      {product.state === 'ready' && (
        <Lines product={product.data} quantity={quantity} onQuantity={setQuantity} disabled={busy} />
      )}
    </Page>
  )
}

interface LinesProps {
  product: Product
  quantity: number
  onQuantity: (quantity: number) => void
  disabled: boolean
}

function Lines({ product, quantity, onQuantity, disabled }: LinesProps) {
  const { Box, Span, TapButton } = elements
  return (
    <Box className="checkout">
      <Box className="checkout__product">
        <Box className="checkout__picture">
          <Cover src={assetUrl(product.imageUrl)} name={product.name} shape="fill" />
        </Box>
        <Box className="checkout__words">
          <Span className="checkout__name">{product.name}</Span>
          <Span className="checkout__category">{product.category}</Span>
          <Price fen={product.priceFen} />
        </Box>
      </Box>
      <Box className="checkout__row">
        <Span>购买数量</Span>
        <Box className="checkout__stepper">
          <TapButton
            id="quantity-less"
            className="checkout__step"
            label="减少一件"
            disabled={disabled || quantity <= 1}
            onTap={() => onQuantity(quantity - 1)}
          >
            −
          </TapButton>
          <Span id="quantity" className="checkout__quantity">
            {String(quantity)}
          </Span>
          <TapButton
            id="quantity-more"
            className="checkout__step"
            label="增加一件"
            disabled={disabled || quantity >= MOST}
            onTap={() => onQuantity(quantity + 1)}
          >
            +
          </TapButton>
        </Box>
      </Box>
      <Box className="checkout__row">
        <Span>支付方式</Span>
        <Span className="checkout__method">微信支付</Span>
      </Box>
      <Span className="checkout__note">下单后请在 15 分钟内完成支付，逾期订单会自动关闭。</Span>
    </Box>
  )
}
