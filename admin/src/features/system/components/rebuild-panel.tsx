import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isActive, jobQuery } from '../../../lib/jobs'
import { useCan } from '../../../lib/session'
import { ConfirmButton, JobProgress, Section } from '../../../ui'
import { useRebuildEngine, type EngineState } from '../api/engine'

/** Rebuilding the audience engine from the record, with its progress; it can be left and found again. */
export function RebuildPanel({ engine }: { engine: EngineState | undefined }) {
  const operates = useCan('system.operate')
  const rebuild = useRebuildEngine()
  const [started, setStarted] = useState<number | null>(null)
  const jobId = engine?.rebuildJobId ?? started
  const { data: job } = useQuery({ ...jobQuery(jobId ?? 0), enabled: jobId !== null })
  const busy = job !== undefined && isActive(job)
  return (
    <Section
      title="重建人群引擎"
      extra={
        operates && (
          <ConfirmButton
            title="重建人群引擎？"
            description="引擎会被清空，再从业务数据库完整重算。期间标签与人群的人数会逐步恢复，业务数据不受影响。"
            okText="开始重建"
            disabled={busy}
            onConfirm={async () => setStarted((await rebuild.mutateAsync()).jobId)}
          >
            开始重建
          </ConfirmButton>
        )
      }
    >
      <p className="muted" style={{ marginBottom: jobId === null ? 0 : 16 }}>
        人群引擎里的数据都能从业务数据库重新算出。数字看起来不对、更换了引擎或恢复备份之后，可以重建一次。
      </p>
      {jobId !== null && <JobProgress jobId={jobId} title="重建人群引擎" cancellable={operates} />}
    </Section>
  )
}
