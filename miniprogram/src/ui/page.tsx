import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { elements, platform } from '@/platform'
import { classes } from './classes'
import { ErrorBoundary } from './error-boundary'
import { Icon } from './icon'
import './page.scss'

const TABS = [
  { path: '/pages/home/index', text: '首页', icon: 'home' },
  { path: '/pages/coupons/index', text: '优惠券', icon: 'coupon' },
  { path: '/pages/mine/index', text: '我的', icon: 'mine' },
] as const

interface PageProps {
  title: string
  /** Tab pages carry the bar at the bottom instead of a way back. */
  tab?: 'home' | 'coupon' | 'mine'
  /** The page paints its own top. */
  bare?: boolean
  /** Stays at the bottom, above the safe area. */
  footer?: ReactNode
  children: ReactNode
}

/** The frame of every page: title and way back where the platform draws none, bottom bar, safe areas, and the error boundary inside. */
export function Page({ title, tab, bare = false, footer, children }: PageProps) {
  const { Box, Span, TapButton, TabBar } = elements
  useEffect(() => platform.setTitle(tab === 'home' ? '谷雨集 GUYUJI' : title), [title, tab])
  const current = TABS.find((item) => item.icon === tab)
  return (
    <Box className={classes('gy-page', current && 'gy-page--tab', Boolean(footer) && 'gy-page--footer')}>
      {elements.drawsNavigationBar && !bare && (
        <Box className="gy-nav">
          {!current && (
            <TapButton id="nav-back" className="gy-nav__back" label="返回" onTap={platform.back}>
              <Icon name="back" size={22} />
            </TapButton>
          )}
          <Span className="gy-nav__title">{title}</Span>
        </Box>
      )}
      <ErrorBoundary>{children}</ErrorBoundary>
      {footer && <Box className="gy-page__footer">{footer}</Box>}
      {current && <TabBar items={TABS} current={current.path} />}
    </Box>
  )
}
