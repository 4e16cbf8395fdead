import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCan } from '../../../lib/session'
import { JobProgress, StatePill } from '../../../ui'
import type { SegmentItem } from '../api/list-segments'
import { useEvaluateSegment } from '../api/save-segment'

type State = Pick<SegmentItem, 'version' | 'evaluatedVersion' | 'evaluatedAt' | 'computingJobId' | 'id'>

/** The people are not yet those of the rule that is shown. */
const isStale = ({ version, evaluatedVersion }: State): boolean => evaluatedVersion < version

/** Says that the people are still those of an older rule, or that there are none yet; nothing when all is well. */
export function EvaluationBadge({ segment }: { segment: State }) {
  if (!isStale(segment)) return null
  if (segment.computingJobId === null) return <StatePill tone="bad">尚未按新规则计算</StatePill>
  return <StatePill tone="attention">{segment.evaluatedAt ? '正在按新规则计算' : '正在第一次计算'}</StatePill>
}

/** How far the evaluation of everyone is, with a way to stop it; and a way to begin it again when it was stopped. */
export function EvaluationProgress({ segment }: { segment: State }) {
  const client = useQueryClient()
  const writes = useCan('segment.write')
  const evaluate = useEvaluateSegment(segment.id)
  if (segment.computingJobId !== null) {
    return (
      <JobProgress
        key={segment.computingJobId}
        jobId={segment.computingJobId}
        title={isStale(segment) ? '正在按新规则计算名单，算完之前仍是旧规则的人' : '正在重新计算名单'}
        cancellable={writes}
        onEnd={() => void client.invalidateQueries({ queryKey: ['segments'] })}
      />
    )
  }
  if (!isStale(segment) || !writes) return null
  return (
    <div className="row" role="status">
      <span className="muted">上次计算没有完成，名单仍是旧规则的人。</span>
      <Button size="small" loading={evaluate.isPending} onClick={() => evaluate.mutate()}>
        重新计算
      </Button>
    </div>
  )
}
