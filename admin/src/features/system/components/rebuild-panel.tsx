import { useQuery } from '@tanstack/react-query'
import { formatAgo } from '../../../lib/format'
import { isActive } from '../../../lib/jobs'
import { useCan } from '../../../lib/session'
import { ConfirmButton, JobProgress, Section } from '../../../ui'
import { useRebuildEngine } from '../api/engine'
import { jobsQuery } from '../api/jobs'

/** Rebuilding the audience engine from the record, with its progress; it can be left and found again. */
export function RebuildPanel() {
  const operates = useCan('system.operate')
  const rebuild = useRebuildEngine()
  const { data } = useQuery(jobsQuery({ page: 1, pageSize: 1, kind: 'engine.rebuild' }))
  const latest = data?.items[0]
  const busy = latest !== undefined && isActive(latest)
  return (
    <Section
      title="重建人群引擎"
      hint={latest && !busy ? `上次重建 ${formatAgo(latest.createdAt)}` : undefined}
      extra={
        operates && (
          <ConfirmButton
            title="重建人群引擎？"
            description="从业务数据库把人群引擎完整重算一遍。重建期间旧的结果继续可用，业务数据不受影响。"
            okText="开始重建"
            disabled={busy}
            onConfirm={() => rebuild.mutateAsync()}
          >
            开始重建
          </ConfirmButton>
        )
      }
    >
      <p className="muted">
        人群引擎里的数据都能从业务数据库重新算出。数字看起来不对、更换了引擎或恢复备份之后，可以重建一次。
      </p>
      {latest && (busy || latest.state === 'dead') && (
        <div style={{ marginTop: 16 }}>
          <JobProgress jobId={latest.id} title="重建人群引擎" cancellable={operates} />
        </div>
      )}
    </Section>
  )
}
