import { AdvisorCard } from '@/features/advisor/advisor-card'
import { OfferTicket } from '@/features/coupon/offer-ticket'
import { useClaim } from '@/features/coupon/use-claim'
import { ArticleFeed } from '@/features/content/article-feed'
import { FormEntranceCard } from '@/features/form/form-entrance'
import { ProductShelf } from '@/features/product/product-tile'
import { api } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { Home } from '@/lib/contract'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform, usePageShown, usePullDown, useShareCard } from '@/platform'
import { Page } from '@/ui/page'
import { Section } from '@/ui/section'
import { Skeleton } from '@/ui/skeleton'
import { HomeHero } from './home-hero'
import './index.scss'

const BONES = ['ticket', 'row', 'picture', 'title', 'line', 'card', 'card'] as const
const STRIP = 3

export default function HomePage() {
  useShareCard(() => ({ title: '谷雨集 · 雨生百谷，润养如初', path: route('home') }))
  return (
    <Page title="谷雨集" tab="home" bare>
      <HomeHero />
      <HomeBody />
    </Page>
  )
}

function HomeBody() {
  const home = useRemote('home', () => api.get('/api/consumer/home'))
  const { refresh } = home
  usePageShown(() => {
    if (home.state !== 'ready') return
    void refresh()
  })
  usePullDown(() => void refresh().finally(platform.stopPullDown))
  if (home.state === 'loading') return <Skeleton bones={BONES} />
  if (home.state === 'failed') return <FailureView failure={home.failure} onRetry={home.reload} />
  return <HomeSections home={home.data} onChanged={() => void refresh()} />
}

function HomeSections({ home, onChanged }: { home: Home; onChanged: () => void }) {
  const { Box } = elements
  const { claim, busyId, sheets } = useClaim(onChanged)
  return (
    <>
      {home.coupons.length > 0 && (
        <Section title="今日礼遇" more="全部" onMore={() => platform.openTab(route('coupons'))}>
          <Box className="home-tickets">
            {home.coupons.slice(0, STRIP).map((offer) => (
              <OfferTicket key={offer.id} offer={offer} busy={busyId === offer.id} onClaim={claim} />
            ))}
          </Box>
        </Section>
      )}
      {home.form && (
        <Box className="home-form">
          <FormEntranceCard form={home.form} />
        </Box>
      )}
      {home.products.length > 0 && (
        <Section title="当季之选" hint="温和配方 · 应季而生">
          <ProductShelf products={home.products} />
        </Section>
      )}
      {home.advisor && (
        <Section title="您的专属顾问">
          <AdvisorCard advisor={home.advisor} />
        </Section>
      )}
      <Section title="谷雨读本" hint="护肤与茶，慢慢读">
        <ArticleFeed first={home.articles} />
      </Section>
      <Box className="home-end">谷雨集 · 雨生百谷</Box>
      {sheets}
    </>
  )
}
