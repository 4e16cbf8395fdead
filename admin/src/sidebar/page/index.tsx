import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { DisconnectOutlined, IdcardOutlined, MessageOutlined } from '@ant-design/icons'
import { isApiError } from '../../lib/api'
import { EmptyState, ErrorState } from '../../ui/states'
import { contactPortraitQuery } from './api/portrait'
import { OfflineBar } from './components/offline-bar'
import { PortraitScreen } from './components/portrait-screen'
import { PortraitSkeleton } from './components/portrait-skeleton'
import { SandboxChooser } from './components/sandbox-chooser'
import { visitQuery } from './host/visit'

/** What a sales sees beside a chat. */
export function SidebarPage() {
  const client = useQueryClient()
  const visit = useQuery(visitQuery(client))
  const again = () => void visit.refetch()

  if (visit.isFetching && !visit.data) return <PortraitSkeleton />
  if (visit.error) return <VisitError error={visit.error} onRetry={again} />
  if (!visit.data) return <PortraitSkeleton />
  const { config, staff, externalUserid } = visit.data
  if (externalUserid && staff) {
    return (
      <>
        <OfflineBar />
        <Contact externalUserid={externalUserid} onLogIn={again} />
      </>
    )
  }
  if (config.sandboxUrl) return <SandboxChooser url={config.sandboxUrl} />
  return (
    <EmptyState
      icon={<MessageOutlined />}
      title="请在企业微信的客户聊天中打开"
      description="打开与客户的聊天，再从右侧工具栏进入归一"
    />
  )
}

function VisitError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (isApiError(error, 'STAFF_NOT_BOUND')) {
    return (
      <EmptyState
        icon={<IdcardOutlined />}
        title="企微账号还没有绑定员工"
        description="请管理员在控制台「员工」中，把您的企业微信账号绑定到员工，然后重新进入"
        action={<Button onClick={onRetry}>重新进入</Button>}
      />
    )
  }
  if (isApiError(error, 'NETWORK')) {
    return (
      <EmptyState
        icon={<DisconnectOutlined />}
        title="网络未连接"
        description={error.message}
        action={<Button onClick={onRetry}>重试</Button>}
      />
    )
  }
  return <ErrorState error={error} onRetry={onRetry} />
}

function Contact({ externalUserid, onLogIn }: { externalUserid: string; onLogIn: () => void }) {
  const portrait = useQuery(contactPortraitQuery(externalUserid))
  const { data, error, refetch } = portrait
  if (isApiError(error, 'NOT_LOGGED_IN')) {
    return <EmptyState title="登录已过期" action={<Button onClick={onLogIn}>重新登录</Button>} />
  }
  if (data) return <PortraitScreen portrait={data} />
  if (isApiError(error, 'NOT_FOUND')) {
    return (
      <EmptyState
        title="还没有这位联系人的资料"
        description="刚添加的好友通常在几秒内建档；如果一直没有，请联系管理员检查企业微信回调"
        action={<Button onClick={() => void refetch()}>刷新</Button>}
      />
    )
  }
  if (isApiError(error, 'FORBIDDEN')) {
    return <EmptyState title="没有查看客户的权限" description="请联系管理员为您的角色开通「查看客户」" />
  }
  if (error) return <VisitError error={error} onRetry={() => void refetch()} />
  return <PortraitSkeleton />
}
