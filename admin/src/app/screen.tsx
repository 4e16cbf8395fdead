import { Suspense, useEffect } from 'react'
import { useCan } from '../lib/session'
import { LoadingState } from '../ui'
import type { FeatureRoute } from './feature-route'
import { ForbiddenPage } from './pages/error-pages'

/** Puts one feature's screen on the page: title, permission, loading. */
export function Screen({ route }: { route: FeatureRoute }) {
  const allowed = useCan(route.permission)
  useEffect(() => {
    document.title = `${route.title} · 归一`
  }, [route.title])
  if (!allowed) return <ForbiddenPage />
  const Page = route.component
  return (
    <Suspense fallback={<LoadingState rows={10} />}>
      <Page />
    </Suspense>
  )
}
