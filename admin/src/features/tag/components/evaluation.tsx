import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useCan } from '../../../lib/session'
import { JobProgress } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import { useCancelEvaluation, useEvaluateTag } from '../api/save-tag'

/** How far the evaluation of everyone is, found again by whoever comes back to the page; and what to do when it did not end. */
export function Evaluation({ tag }: { tag: TagDetail }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const publishes = useCan('tag.publish')
  const evaluate = useEvaluateTag()
  const cancel = useCancelEvaluation()
  const { job }: { job?: string } = useSearch({ strict: false })
  const jobId = tag.computingJobId ?? (job === undefined ? null : Number(job))
  const computed = tag.state === 'published'
  if (jobId !== null)
    return (
      <JobProgress
        jobId={jobId}
        title={tag.state === 'retired' ? '正在移除每位客户的标签值' : '正在计算每位客户的标签值'}
        cancellable={publishes && computed}
        onCancel={() => cancel.mutate(tag.id)}
        onEnd={({ state }) => {
          void client.invalidateQueries({ queryKey: ['tags'] })
          if (state !== 'dead') void navigate({ to: `/tags/${tag.id}`, replace: true })
        }}
      />
    )
  if (!tag.unfinished || !computed) return null
  return (
    <Alert
      type="warning"
      showIcon
      title="上次全量计算没有完成（被取消或失败），部分客户还是旧的值。"
      action={
        publishes && (
          <Button size="small" loading={evaluate.isPending} onClick={() => evaluate.mutate(tag.id)}>
            重新计算
          </Button>
        )
      }
    />
  )
}
