import { Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import { formatCount, formatDuration, formatTime } from '../lib/format'
import css from './progress-panel.module.css'
import { StatePill, type Tone } from './pills'

export type WorkState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

const states: Record<WorkState, { text: string; tone: Tone }> = {
  queued: { text: '等待中', tone: 'neutral' },
  running: { text: '进行中', tone: 'info' },
  succeeded: { text: '已完成', tone: 'good' },
  failed: { text: '失败', tone: 'bad' },
  cancelled: { text: '已取消', tone: 'neutral' },
}

interface Props {
  title: string
  state: WorkState
  done: number
  total: number | null
  /** UTC instants. */
  startedAt?: string | null
  finishedAt?: string | null
  /** What is being done now, or why it failed. */
  message?: ReactNode
  onCancel?: () => void
  cancelling?: boolean
}

/** A long job: how far it is, how long it still takes, and a way to stop it. Leaving the page does not stop it. */
export function ProgressPanel({
  title,
  state,
  done,
  total,
  startedAt,
  finishedAt,
  message,
  onCancel,
  cancelling,
}: Props) {
  const share = total ? Math.min(1, done / total) : state === 'succeeded' ? 1 : 0
  const active = state === 'running' || state === 'queued'
  const elapsed = startedAt ? new Date(finishedAt ?? Date.now()).getTime() - new Date(startedAt).getTime() : null
  const left = active && elapsed !== null && share > 0.02 ? (elapsed * (1 - share)) / share : null
  return (
    <div className={css.panel} role="status" aria-label={title}>
      <div className={css.head}>
        <span className={css.title}>{title}</span>
        <StatePill tone={states[state].tone}>{states[state].text}</StatePill>
        <span className={css.grow} />
        {active && onCancel && (
          <Button size="small" onClick={onCancel} loading={cancelling}>
            取消
          </Button>
        )}
      </div>
      <Progress
        percent={Math.floor(share * 100)}
        status={
          state === 'failed'
            ? 'exception'
            : state === 'running'
              ? 'active'
              : state === 'succeeded'
                ? 'success'
                : 'normal'
        }
        size={{ height: 6 }}
      />
      <div className={css.foot}>
        <span>
          {formatCount(done)}
          {total ? ` / ${formatCount(total)}` : ''}
        </span>
        {startedAt && <span>开始于 {formatTime(startedAt, true)}</span>}
        {elapsed !== null && !active && <span>用时 {formatDuration(elapsed)}</span>}
        {left !== null && <span>预计还需 {formatDuration(left)}</span>}
      </div>
      {message && <div className={state === 'failed' ? css.bad : css.message}>{message}</div>}
    </div>
  )
}
