import { useEffect, useState } from 'react'
import { OrderRow } from '@/features/order/order-row'
import { isPayable } from '@/features/order/order-state'
import { payAgain } from '@/features/order/pay-order'
import { api } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { ShopOrder } from '@/lib/contract'
import { toFailure } from '@/lib/errors'
import { shanghaiTime, yuan } from '@/lib/format'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform, usePageParam } from '@/platform'
import { Button } from '@/ui/button'
import type { IconName } from '@/ui/icon'
import { Page } from '@/ui/page'
import { Skeleton } from '@/ui/skeleton'
import { StateView } from '@/ui/state-view'
import './index.scss'

const BONES = ['card', 'row', 'row'] as const
/** The notification is nearly always here before the sheet has closed; after these tries the page says so and stops asking. */
const ASK_EVERY_MS = 1500
const ASK_AT_MOST = 8

/** One order; also where the payment sheet leads, `outcome` then saying how it was left. */
export default function OrderPage() {
  const orderNo = usePageParam('orderNo')
  const [outcome, setOutcome] = useState(usePageParam('outcome'))
  const order = useRemote(`order/${orderNo}`, () =>
    api.post('/api/consumer/orders/{orderNo}/confirm', { path: { orderNo } }),
  )
  const { refresh } = order
  const [asked, setAsked] = useState(0)
  const waiting = outcome === 'paid' && order.data?.state === 'paying' && asked < ASK_AT_MOST
  useEffect(() => {
    if (!waiting) return undefined
    const timer = setTimeout(() => {
      setAsked((times) => times + 1)
      void refresh()
    }, ASK_EVERY_MS)
    return () => clearTimeout(timer)
  }, [waiting, asked, refresh])

  if (order.state === 'loading')
    return (
      <Page title="订单详情">
        <Skeleton bones={BONES} />
      </Page>
    )
  if (order.state === 'failed')
    return (
      <Page title="订单详情">
        <FailureView failure={order.failure} onRetry={order.reload} />
      </Page>
    )
  const paidAgain = (left: string) => {
    setOutcome(left)
    setAsked(0)
    void refresh()
  }
  return (
    <Page title="订单详情" footer={<Acts order={order.data} onLeft={paidAgain} onChanged={() => void refresh()} />}>
      <Headline order={order.data} outcome={outcome} waiting={waiting} />
      <Facts order={order.data} />
    </Page>
  )
}

interface Told {
  icon: IconName
  title: string
  text: string
}

const OUTCOMES: Partial<Record<string, Told>> = {
  cancelled: { icon: 'clock', title: '还没有支付', text: '订单已为您保留，15 分钟内可继续支付' },
  failed: { icon: 'close', title: '支付没有成功', text: '可以换一种支付方式再试一次' },
  paid: { icon: 'clock', title: '支付结果确认中', text: '稍后可在「我的订单」查看结果，请勿重复支付' },
}

const STATES: Record<ShopOrder['state'], Told> = {
  created: { icon: 'clock', title: '等待支付', text: '15 分钟内未支付，订单会自动关闭' },
  paying: { icon: 'clock', title: '等待支付', text: '15 分钟内未支付，订单会自动关闭' },
  paid: { icon: 'check', title: '支付成功', text: '感谢您的信任，顾问会尽快与您联系' },
  refunding: { icon: 'clock', title: '退款处理中', text: '款项会原路退回，请留意微信支付通知' },
  refunded: { icon: 'check', title: '已退款', text: '款项已原路退回' },
  closed: { icon: 'close', title: '订单已关闭', text: '没有扣款；如有需要可以重新购买' },
}

function Headline({ order, outcome, waiting }: { order: ShopOrder; outcome: string; waiting: boolean }) {
  const open = order.state === 'created' || order.state === 'paying'
  const told = (open ? OUTCOMES[outcome] : undefined) ?? STATES[order.state]
  return (
    <elements.Box id="order-result">
      <StateView icon={told.icon} title={told.title} text={waiting ? '正在向微信确认，请稍候…' : told.text} />
    </elements.Box>
  )
}

function Facts({ order }: { order: ShopOrder }) {
  const { Box, Span } = elements
  const facts = [
    ['订单编号', order.orderNo],
    ['下单时间', shanghaiTime(order.createdAt)],
    ...(order.paidAt ? [['支付时间', shanghaiTime(order.paidAt)]] : []),
    ...(order.refundedFen > 0 ? [['已退金额', `¥${yuan(order.refundedFen)}`]] : []),
  ]
  return (
    <Box className="order">
      <OrderRow order={order} />
      <Box className="order__facts">
        {facts.map(([label = '', value = '']) => (
          <Box key={label} className="order__fact">
            <Span className="order__label">{label}</Span>
            <Span>{value}</Span>
          </Box>
        ))}
      </Box>
    </Box>
  )
}

interface ActsProps {
  order: ShopOrder
  onLeft: (outcome: string) => void
  onChanged: () => void
}

function Acts({ order, onLeft, onChanged }: ActsProps) {
  const { orderNo } = order
  const [busy, setBusy] = useState<'pay' | 'cancel' | null>(null)
  const working = async (which: 'pay' | 'cancel', work: () => Promise<void>) => {
    setBusy(which)
    try {
      await work()
    } catch (error) {
      platform.toast(toFailure(error).message)
      onChanged()
    } finally {
      setBusy(null)
    }
  }
  const pay = () => working('pay', async () => onLeft((await payAgain(orderNo)).outcome))
  const cancel = () =>
    working('cancel', async () => {
      await api.post('/api/consumer/orders/{orderNo}/cancel', { path: { orderNo } })
      onChanged()
    })
  if (!isPayable(order, new Date()))
    return (
      <elements.Box className="order-acts">
        <Button id="see-orders" kind="outline" onTap={() => platform.replace(route('orders'))}>
          我的订单
        </Button>
        {order.state === 'closed' ? (
          <Button id="buy-again" onTap={() => platform.replace(route('product', { id: order.productId }))}>
            重新购买
          </Button>
        ) : (
          <Button id="go-home" onTap={() => platform.openTab(route('home'))}>
            回到首页
          </Button>
        )}
      </elements.Box>
    )
  return (
    <elements.Box className="order-acts">
      <Button
        id="cancel-order"
        kind="outline"
        busy={busy === 'cancel'}
        disabled={busy === 'pay'}
        onTap={() => void cancel()}
      >
        取消订单
      </Button>
      <Button id="pay-order" busy={busy === 'pay'} disabled={busy === 'cancel'} onTap={() => void pay()}>
        {`继续支付 ¥${yuan(order.amountFen)}`}
      </Button>
    </elements.Box>
  )
}
