import type { ShopOrder } from '@/lib/contract'

/** What an order is called on screens. */
export const ORDER_STATES: Record<ShopOrder['state'], string> = {
  created: '待支付',
  paying: '待支付',
  paid: '已支付',
  refunding: '退款中',
  refunded: '已退款',
  closed: '已关闭',
}

/** Whether it can still be paid. */
export const isPayable = (order: ShopOrder, now: Date): boolean =>
  (order.state === 'created' || order.state === 'paying') && new Date(order.expiresAt) > now
