import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Badge, Tabs } from 'antd'
import { groupsQuery } from '../api/quarantine'

const ROOT = '/event-definitions'
export type PlanTab = '' | '/health' | '/quarantine' | '/sources'

/** The four sides of the tracking plan. */
export function PlanTabs({ active }: { active: PlanTab }) {
  const navigate = useNavigate()
  const groups = useQuery(groupsQuery)
  const held = groups.data?.reduce((sum, { count }) => sum + count, 0) ?? 0
  return (
    <Tabs
      activeKey={active || 'plan'}
      onChange={(key) => void navigate({ to: key === 'plan' ? ROOT : ROOT + key })}
      items={[
        { key: 'plan', label: '事件与属性' },
        { key: '/health', label: '健康' },
        {
          key: '/quarantine',
          label: (
            <span>
              隔离区 <Badge count={held} overflowCount={9999} size="small" color="var(--cinnabar)" />
            </span>
          ),
        },
        { key: '/sources', label: '上报来源' },
      ]}
    />
  )
}
