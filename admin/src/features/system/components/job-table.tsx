import { useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { formatCount, formatDuration } from '../../../lib/format'
import { isActive, useCancelJob, type Job } from '../../../lib/jobs'
import { DataTable, DateTime, EmptyState, ListSelect, StatePill, useList, type Column } from '../../../ui'
import { jobsQuery } from '../api/jobs'
import { jobStates, kindLabel } from '../labels'
import css from './job-table.module.css'

const stateOptions = Object.entries(jobStates).map(([value, { text }]) => ({ value, label: text }))

function JobProgress({ job }: { job: Job }) {
  if (job.progressTotal === 0) return <span className="faint">—</span>
  return (
    <span className={css.progress}>
      <Progress
        percent={Math.floor((job.progressDone / job.progressTotal) * 100)}
        size={{ height: 5 }}
        showInfo={false}
        className={css.bar}
      />
      <span className="tabular small muted">
        {formatCount(job.progressDone)} / {formatCount(job.progressTotal)}
      </span>
    </span>
  )
}

/** Work with a size can be stopped; what recurs by itself must go on waiting. */
const isLong = (job: Job): boolean => job.state === 'running' || job.progressTotal > 0

/** Everything that is done in the background, the newest first. */
export function JobTable() {
  const list = useList({ filters: ['state', 'kind'] })
  const result = useQuery(jobsQuery(list.query))
  const cancel = useCancelJob()
  const columns: Column<Job>[] = [
    { title: '任务', render: (_, row) => kindLabel(row.kind) },
    {
      title: '状态',
      width: 110,
      render: (_, row) => <StatePill tone={jobStates[row.state].tone}>{jobStates[row.state].text}</StatePill>,
    },
    { title: '进度', width: 260, render: (_, row) => <JobProgress job={row} /> },
    { title: '尝试', width: 70, align: 'right', render: (_, row) => <span className="tabular">{row.attempts}</span> },
    { title: '创建时间', width: 170, render: (_, row) => <DateTime value={row.createdAt} /> },
    {
      title: '用时',
      width: 110,
      render: (_, row) =>
        row.finishedAt ? (
          formatDuration(new Date(row.finishedAt).getTime() - new Date(row.createdAt).getTime())
        ) : (
          <span className="faint">—</span>
        ),
    },
    {
      title: '说明',
      width: 200,
      render: (_, row) =>
        isActive(row) && isLong(row) ? (
          <Button
            type="link"
            size="small"
            loading={cancel.isPending && cancel.variables === row.id}
            onClick={() => cancel.mutate(row.id)}
          >
            取消
          </Button>
        ) : row.lastError ? (
          <code className="small">{row.lastError}</code>
        ) : (
          ''
        ),
    },
  ]
  return (
    <DataTable
      label="后台任务"
      unit="个任务"
      list={list}
      result={result}
      columns={columns}
      rowKey="id"
      toolbar={
        <>
          <b>后台任务</b>
          <ListSelect list={list} name="state" placeholder="状态" options={stateOptions} />
        </>
      }
      empty={<EmptyState title="没有后台任务" description="导入、标签计算、群发等耗时工作会出现在这里。" />}
    />
  )
}
