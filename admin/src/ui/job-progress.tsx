import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isActive, jobQuery, useCancelJob, type Job } from '../lib/jobs'
import { ProgressPanel, type WorkState } from './progress-panel'

const works: Record<Job['state'], WorkState> = {
  pending: 'queued',
  running: 'running',
  done: 'succeeded',
  dead: 'failed',
  cancelled: 'cancelled',
}

interface Props {
  jobId: number
  title: string
  /** Called once when the job has ended, well or badly. */
  onEnd?: (job: Job) => void
  cancellable?: boolean
  /** How it is cancelled by whoever may do just that; default: as any job. */
  onCancel?: () => void
}

/** Follows one background job by its id until it ends. */
export function JobProgress({ jobId, title, onEnd, cancellable = true, onCancel }: Props) {
  const { data: job } = useQuery(jobQuery(jobId))
  const cancel = useCancelJob()
  const told = useRef<number | null>(null)
  useEffect(() => {
    if (!job || isActive(job) || told.current === job.id) return
    told.current = job.id
    onEnd?.(job)
  }, [job, onEnd])
  if (!job) return null
  // Work that finds out its size on the way reports as much total as done; a full bar would be a lie.
  const sized = job.progressTotal > job.progressDone || !isActive(job)
  return (
    <ProgressPanel
      title={title}
      state={works[job.state]}
      done={job.progressDone}
      total={sized ? job.progressTotal : null}
      startedAt={job.createdAt}
      finishedAt={job.finishedAt}
      message={job.lastError ?? undefined}
      onCancel={cancellable ? (onCancel ?? (() => cancel.mutate(job.id))) : undefined}
      cancelling={cancel.isPending}
    />
  )
}
