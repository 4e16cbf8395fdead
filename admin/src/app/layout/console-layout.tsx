import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { Spin } from 'antd'
import { useEffect } from 'react'
import { sessionQuery } from '../../lib/session'
import { ErrorState } from '../../ui'
import css from './console-layout.module.css'
import { SideNav } from './side-nav'
import { TopBar } from './top-bar'

/** Everything behind the log-in: navigation on the left, bar on top, the screen in the middle. */
export function ConsoleLayout() {
  const session = useQuery(sessionQuery)

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
  if (session.data === null) return <ToLogin />
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

/**
 * Leads to the log-in and remembers where the person wanted to go. Reads the address once: while the router is under
 * way it is the log-in's own, and asking for it again would lead there without end.
 */
function ToLogin() {
  const router = useRouter()
  useEffect(() => {
    const { href } = router.state.location
    void router.navigate({ to: '/login', search: href === '/' ? {} : { next: href }, replace: true })
  }, [router])
  return null
}
