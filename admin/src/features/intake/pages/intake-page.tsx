import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { PageHeader } from '../../../ui'
import { MessageStream } from '../components/message-stream'
import { Reconciliations } from '../components/reconciliations'

export default function IntakePage() {
  const { tab = 'stream' }: { tab?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  return (
    <div className="stack">
      <PageHeader
        title="消息流"
        description="平台推送与站内行为先原样存下，再处理一次且只处理一次；失败的在这里能看到原因并重放。"
      />
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ to: '.', search: key === 'stream' ? {} : { tab: key } })}
        destroyOnHidden
        items={[
          { key: 'stream', label: '原始消息', children: <MessageStream /> },
          { key: 'reconciliation', label: '平台对账', children: <Reconciliations /> },
        ]}
      />
    </div>
  )
}
