import { assetUrl } from '@/features/session'
import type { ShopOrder } from '@/lib/contract'
import { shanghaiTime } from '@/lib/format'
import { elements } from '@/platform'
import { classes } from '@/ui/classes'
import { Cover } from '@/ui/cover'
import { Price } from '@/ui/price'
import { ORDER_STATES } from './order-state'
import './order-row.scss'

/** One order in a list, or at the head of its own page. */
export function OrderRow({ order, onTap }: { order: ShopOrder; onTap?: () => void }) {
  const { Box, Span } = elements
  return (
    <Box
      className="order-row"
      role={onTap ? 'button' : undefined}
      label={`${order.productName}，${ORDER_STATES[order.state]}`}
      onTap={onTap}
    >
      <Box className="order-row__picture">
        <Cover src={assetUrl(order.imageUrl)} name={order.productName} shape="fill" />
      </Box>
      <Box className="order-row__words">
        <Box className="order-row__line">
          <Span className="order-row__name">{order.productName}</Span>
          <Span className={classes('order-row__state', `order-row__state--${order.state}`)}>
            {ORDER_STATES[order.state]}
          </Span>
        </Box>
        <Span className="order-row__note">{`${shanghaiTime(order.createdAt)} · ${order.quantity} 件`}</Span>
        <Price fen={order.amountFen} />
      </Box>
    </Box>
  )
}
