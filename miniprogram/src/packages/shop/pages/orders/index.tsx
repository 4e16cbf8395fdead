import { OrderRow } from '@/features/order/order-row'
import { api } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform, usePageShown, usePullDown } from '@/platform'
import { Page } from '@/ui/page'
import { Skeleton } from '@/ui/skeleton'
import { StateView } from '@/ui/state-view'
import './index.scss'

const BONES = ['card', 'card', 'card'] as const

export default function OrdersPage() {
  return (
    <Page title="我的订单">
      <OrdersBody />
    </Page>
  )
}

function OrdersBody() {
  const orders = useRemote('orders', () => api.get('/api/consumer/orders'))
  const { refresh } = orders
  usePageShown(() => {
    if (orders.state === 'ready') void refresh()
  })
  usePullDown(() => void refresh().finally(platform.stopPullDown))
  if (orders.state === 'loading') return <Skeleton bones={BONES} />
  if (orders.state === 'failed') return <FailureView failure={orders.failure} onRetry={orders.reload} />
  if (orders.data.length === 0)
    return (
      <StateView
        title="还没有订单"
        text="去看看今天有什么好物"
        act="去逛逛"
        onAct={() => platform.openTab(route('home'))}
      />
    )
  return (
    <elements.Box className="orders" role="list">
      {orders.data.map((order) => (
        <elements.Box key={order.orderNo} className="orders__item" role="listitem">
          <OrderRow order={order} onTap={() => platform.open(route('order', { orderNo: order.orderNo }))} />
        </elements.Box>
      ))}
    </elements.Box>
  )
}
