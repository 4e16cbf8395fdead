import { api } from '@/features/session'
import type { PayParameters, ShopOrder } from '@/lib/contract'
import { platform } from '@/platform'
import type { PayOutcome } from '@/platform'

/** What the page after the sheet is told of how it was left; `paid` still waits for the server's word. */
export interface Left {
  orderNo: string
  outcome: PayOutcome
}

async function open(placed: { order: ShopOrder; payment: PayParameters }): Promise<Left> {
  const { orderNo } = placed.order
  return { orderNo, outcome: await platform.pay(placed.payment) }
}

/** Places an order and opens the payment sheet. Rejects with AppFailure or PlatformError. */
export async function buy(productId: string, quantity: number): Promise<Left> {
  return open(await api.post('/api/consumer/orders', { body: { productId, quantity } }))
}

/** Opens the sheet again for an order that is not paid yet. Rejects as `buy`. */
export async function payAgain(orderNo: string): Promise<Left> {
  return open(await api.post('/api/consumer/orders/{orderNo}/pay', { path: { orderNo } }))
}
