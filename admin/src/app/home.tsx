import { Navigate } from '@tanstack/react-router'
import { useSession } from '../lib/session'
import { EmptyState } from '../ui'
import { navigationFor } from './navigation'

/** `/` leads to the first screen that the person may open. */
export function Home() {
  const { permissions } = useSession()
  const first = navigationFor(permissions)[0]?.routes[0]
  if (!first) return <EmptyState title="您的账号还没有可用的功能" description="请联系管理员分配角色" />
  return <Navigate to={first.path} replace />
}
