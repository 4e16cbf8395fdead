import { useCouponTab } from '@/features/coupon/coupon-tab'
import { CouponTicket } from '@/features/coupon/coupon-ticket'
import { OfferTicket } from '@/features/coupon/offer-ticket'
import { useClaim } from '@/features/coupon/use-claim'
import { api } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { CouponOffer, MyCoupon } from '@/lib/contract'
import { daysLeft, shanghaiDay } from '@/lib/format'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform, usePageShown, usePullDown } from '@/platform'
import { classes } from '@/ui/classes'
import { Page } from '@/ui/page'
import { Skeleton } from '@/ui/skeleton'
import { StateView } from '@/ui/state-view'
import './index.scss'

const BONES = ['ticket', 'ticket', 'ticket', 'ticket'] as const
const SOON_DAYS = 7

export default function CouponsPage() {
  return (
    <Page title="优惠券" tab="coupon">
      <CouponsBody />
    </Page>
  )
}

async function loadBoth(): Promise<{ offers: CouponOffer[]; mine: MyCoupon[] }> {
  const [home, mine] = await Promise.all([api.get('/api/consumer/home'), api.get('/api/consumer/my-coupons')])
  return { offers: home.coupons, mine }
}

function CouponsBody() {
  const { Box } = elements
  const [tab, setTab] = useCouponTab()
  const both = useRemote('coupons', loadBoth)
  const { refresh } = both
  const { claim, busyId, sheets } = useClaim(() => void refresh())
  usePageShown(() => {
    if (both.state === 'ready') void refresh()
  })
  usePullDown(() => void refresh().finally(platform.stopPullDown))

  if (both.state === 'loading') return <Skeleton bones={BONES} />
  if (both.state === 'failed') return <FailureView failure={both.failure} onRetry={both.reload} />
  const { offers, mine } = both.data
  return (
    <>
      <Box className="coupons-tabs" role="tablist">
        <Tab
          id="coupons-available"
          text="可领取"
          count={offers.filter((offer) => !offer.claimed && offer.remaining > 0).length}
          on={tab === 'available'}
          onTap={() => setTab('available')}
        />
        <Tab
          id="coupons-mine"
          text="我的券"
          count={mine.filter((coupon) => coupon.state === 'claimed').length}
          on={tab === 'mine'}
          onTap={() => setTab('mine')}
        />
      </Box>
      <Box className="coupons-list" role="list">
        {tab === 'available' &&
          offers.map((offer) => (
            <OfferTicket key={offer.id} offer={offer} busy={busyId === offer.id} onClaim={claim} />
          ))}
        {tab === 'mine' && mine.map((coupon) => <Owned key={coupon.id} coupon={coupon} />)}
      </Box>
      {tab === 'available' && offers.length === 0 && (
        <StateView title="暂时没有可领的券" text="新的礼遇会在节气当日上新，记得来看看" />
      )}
      {tab === 'mine' && mine.length === 0 && (
        <StateView title="还没有优惠券" text="去看看今天有哪些礼遇" act="去领券" onAct={() => setTab('available')} />
      )}
      {sheets}
    </>
  )
}

function Tab({
  id,
  text,
  count,
  on,
  onTap,
}: {
  id: string
  text: string
  count: number
  on: boolean
  onTap: () => void
}) {
  const { Box, Span } = elements
  return (
    <Box
      id={id}
      className={classes('coupons-tabs__tab', on && 'is-on')}
      role="tab"
      selected={on}
      label={text}
      onTap={onTap}
    >
      <Span>{text}</Span>
      {count > 0 && <Span className="coupons-tabs__count">{String(count)}</Span>}
    </Box>
  )
}

const STATE_TEXT: Record<MyCoupon['state'], string> = { claimed: '去使用', used: '已使用', expired: '已过期' }

function Owned({ coupon }: { coupon: MyCoupon }) {
  const { Box, Span } = elements
  const left = daysLeft(coupon.validTo, new Date())
  const usable = coupon.state === 'claimed'
  const until = usable && left <= SOON_DAYS ? `还剩 ${left} 天到期` : `有效期至 ${shanghaiDay(coupon.validTo)}`
  return (
    <CouponTicket
      {...coupon}
      faded={!usable}
      notes={[until, `券码 ${coupon.code}`]}
      act={
        usable ? (
          <Box
            className="coupons-use"
            role="button"
            label={`去使用：${coupon.name}`}
            onTap={() => platform.openTab(route('home'))}
          >
            <Span>{STATE_TEXT.claimed}</Span>
          </Box>
        ) : (
          <Span className="coupons-stamp">{STATE_TEXT[coupon.state]}</Span>
        )
      }
    />
  )
}
