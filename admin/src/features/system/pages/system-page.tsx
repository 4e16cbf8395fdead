import { useQuery } from '@tanstack/react-query'
import { formatCount, formatDuration } from '../../../lib/format'
import { PageHeader, StatNumber } from '../../../ui'
import { engineQuery } from '../api/engine'
import { healthQuery } from '../api/health'
import { jobsQuery } from '../api/jobs'
import { describeEngine } from '../components/engine-lag'
import { JobTable } from '../components/job-table'
import { RebuildPanel } from '../components/rebuild-panel'

const health = {
  ready: { text: '正常', tone: 'good' },
  degraded: { text: '存储异常', tone: 'bad' },
} as const

export default function SystemPage() {
  const engine = useQuery(engineQuery)
  const ready = useQuery(healthQuery)
  const failed = useQuery(jobsQuery({ page: 1, pageSize: 1, state: 'dead' }))
  const running = useQuery(jobsQuery({ page: 1, pageSize: 1, state: 'running' }))
  const freshness = engine.data && describeEngine(engine.data)
  const service = ready.data ? health[ready.data] : ready.error ? { text: '无法连接', tone: 'bad' as const } : undefined
  return (
    <div className="stack">
      <PageHeader title="系统状态" description="数据是否新鲜、后台在忙什么、出错的任务在哪里。" />
      <div className="grid" style={{ '--columns': 4 }}>
        <StatNumber label="服务与存储" value={service?.text} tone={service?.tone} hint="业务数据库与人群引擎" />
        <StatNumber
          label="数据新鲜度"
          value={freshness ? freshness.text.replace('人群引擎', '') : engine.error ? '未知' : undefined}
          tone={freshness?.tone === 'good' ? 'good' : freshness?.tone === 'bad' ? 'bad' : 'attention'}
          hint={
            engine.data &&
            `待处理 ${formatCount(engine.data.waiting)} 条，最久 ${formatDuration(engine.data.lagSeconds * 1000)}`
          }
        />
        <StatNumber
          label="进行中的任务"
          value={running.data && formatCount(running.data.total)}
          to="/system"
          search={{ state: 'running' }}
        />
        <StatNumber
          label="失败的任务"
          value={failed.data && formatCount(failed.data.total)}
          tone={failed.data?.total ? 'bad' : 'plain'}
          hint="多次重试后仍未成功"
          to="/system"
          search={{ state: 'dead' }}
        />
      </div>
      <RebuildPanel />
      <JobTable />
    </div>
  )
}
