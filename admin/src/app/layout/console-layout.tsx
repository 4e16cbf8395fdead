import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { Spin } from 'antd'
import { sessionQuery } from '../../lib/session'
import { ErrorState } from '../../ui'
import css from './console-layout.module.css'
import { SideNav } from './side-nav'
import { TopBar } from './top-bar'

/** Everything behind the log-in: navigation on the left, bar on top, the screen in the middle. */
export function ConsoleLayout() {
  const session = useQuery(sessionQuery)
  const href = useRouterState({ select: (state) => state.location.href })

  if (session.data === undefined) {
    return (
      <div className={css.splash}>
        {session.error ? (
          <ErrorState error={session.error} onRetry={() => void session.refetch()} />
        ) : (
          <Spin delay={300} />
        )}
      </div>
    )
  }
  if (session.data === null) return <Navigate to="/login" search={href === '/' ? {} : { next: href }} replace />
  return (
    <div className={css.frame}>
      <a href="#content" className={css.skip}>
        跳到正文
      </a>
      <SideNav />
      <div className={css.main}>
        <TopBar />
        <main id="content" className={css.content}>
          <Outlet />
        </main>
      </div>
    </div>
  )
}
