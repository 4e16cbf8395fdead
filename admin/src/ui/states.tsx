import { CloudSyncOutlined, InboxOutlined, LockOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { isApiError, messageOf } from '../lib/api'
import css from './states.module.css'

interface EmptyProps {
  title?: string
  description?: ReactNode
  action?: ReactNode
  icon?: ReactNode
  /** Less air, for cards and drawers. */
  compact?: boolean
}

/** Nothing here yet: says what would stand here and offers the first step. */
export function EmptyState({ title = '暂无数据', description, action, icon, compact = false }: EmptyProps) {
  return (
    <div className={`${css.state} ${compact ? css.compact : ''}`}>
      <div className={css.icon}>{icon ?? <InboxOutlined />}</div>
      <div className={css.title}>{title}</div>
      {description && <div className={css.description}>{description}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  )
}

interface ErrorProps {
  error: unknown
  onRetry?: () => void
  compact?: boolean
}

/** What went wrong in the server's words, with the request id that support asks for. */
export function ErrorState({ error, onRetry, compact = false }: ErrorProps) {
  const forbidden = isApiError(error, 'FORBIDDEN')
  const requestId = isApiError(error) ? error.requestId : undefined
  return (
    <div className={`${css.state} ${compact ? css.compact : ''}`} role="alert">
      <div className={`${css.icon} ${forbidden ? '' : css.bad}`}>
        {forbidden ? <LockOutlined /> : <CloudSyncOutlined />}
      </div>
      <div className={css.title}>{messageOf(error)}</div>
      {requestId && <div className={css.description}>请求编号 {requestId}</div>}
      {onRetry && !forbidden && (
        <div className={css.action}>
          <Button onClick={onRetry}>重新加载</Button>
        </div>
      )}
    </div>
  )
}

/** Grey lines while the first answer is on its way. */
export function LoadingState({ rows = 5 }: { rows?: number }) {
  return (
    <div className={css.loading} aria-busy="true" aria-label="正在加载">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}

interface QueryLike<T> {
  data: T | undefined
  error: unknown
  refetch: () => unknown
}

/** Loading, error and data of one query in one place. */
export function QueryView<T>({
  query,
  rows,
  compact,
  children,
}: {
  query: QueryLike<T>
  rows?: number
  compact?: boolean
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact={compact} />
  return <LoadingState rows={rows} />
}
