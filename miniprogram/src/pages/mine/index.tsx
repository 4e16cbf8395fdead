import { AdvisorCard } from '@/features/advisor/advisor-card'
import { openMyCoupons } from '@/features/coupon/coupon-tab'
import { api, appConfig, loadMe, useMe } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { Home, Me } from '@/lib/contract'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform, usePageShown, usePullDown } from '@/platform'
import { Icon } from '@/ui/icon'
import type { IconName } from '@/ui/icon'
import { Page } from '@/ui/page'
import { Skeleton } from '@/ui/skeleton'
import './index.scss'

const BONES = ['card', 'row', 'row', 'row'] as const

export default function MinePage() {
  return (
    <Page title="我的" tab="mine">
      <MineBody />
    </Page>
  )
}

async function loadAll() {
  const [me, home, config] = await Promise.all([loadMe(), api.get('/api/consumer/home'), appConfig()])
  return { me, home, privacyVersion: config.privacy.version }
}

function MineBody() {
  const all = useRemote('mine', loadAll)
  const { refresh } = all
  const me = useMe()
  usePageShown(() => {
    if (all.state === 'ready') void refresh()
  })
  usePullDown(() => void refresh().finally(platform.stopPullDown))
  if (all.state === 'loading') return <Skeleton bones={BONES} />
  if (all.state === 'failed') return <FailureView failure={all.failure} onRetry={all.reload} />
  return <MineSections me={me ?? all.data.me} home={all.data.home} privacyVersion={all.data.privacyVersion} />
}

function MineSections({ me, home, privacyVersion }: { me: Me; home: Home; privacyVersion: string }) {
  const { Box, Span } = elements
  const { form } = home
  const showCoupons = () => {
    openMyCoupons()
    platform.openTab(route('coupons'))
  }
  return (
    <>
      <Box className="mine-card">
        <Box className="mine-card__face">
          <Span>{(me.nickname ?? '谷').slice(0, 1)}</Span>
        </Box>
        <Box className="mine-card__words">
          <Span className="mine-card__name">{me.nickname ?? '谷雨集的朋友'}</Span>
          <Span id="my-phone" className="mine-card__phone">
            {me.phoneMasked ?? '未授权手机号 · 领取会员券时再授权即可'}
          </Span>
        </Box>
        <Box className="mine-card__coupons" role="button" label="我的优惠券数量" onTap={showCoupons}>
          <Span className="mine-card__count">{String(me.couponCount)}</Span>
          <Span className="mine-card__unit">张可用券</Span>
        </Box>
      </Box>
      <Box className="mine-list" role="list">
        <Entry id="mine-orders" icon="gift" text="我的订单" onTap={() => platform.open(route('orders'))} />
        <Entry id="mine-coupons" icon="coupon" text="我的优惠券" onTap={showCoupons} />
        {form && (
          <Entry
            id="mine-form"
            icon="form"
            text={form.title}
            hint={form.reward ? `赠 ${form.reward}` : ''}
            onTap={() => platform.open(route('form', { id: form.id }))}
          />
        )}
        <Entry
          id="mine-privacy"
          icon="shield"
          text="隐私说明与授权"
          hint={me.phoneMasked ? '已授权手机号' : `${privacyVersion} 版`}
          onTap={() => platform.open(route('privacy'))}
        />
      </Box>
      {home.advisor && (
        <Box className="mine-advisor">
          <AdvisorCard advisor={home.advisor} />
        </Box>
      )}
    </>
  )
}

function Entry({
  id,
  icon,
  text,
  hint,
  onTap,
}: {
  id: string
  icon: IconName
  text: string
  hint?: string
  onTap: () => void
}) {
  const { Box, Span } = elements
  return (
    <Box id={id} className="mine-entry" role="button" label={text} onTap={onTap}>
      <Icon name={icon} size={20} />
      <Span className="mine-entry__text">{text}</Span>
      {hint && <Span className="mine-entry__hint">{hint}</Span>}
      <Icon name="right" size={14} />
    </Box>
  )
}
