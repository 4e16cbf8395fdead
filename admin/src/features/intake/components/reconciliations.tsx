import { SyncOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { formatCount, formatDuration, formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  ProgressPanel,
  QueryView,
  Section,
  StatePill,
  useList,
  type Column,
  type WorkState,
} from '../../../ui'
import {
  reconciliationRunsQuery,
  reconciliationsQuery,
  useCancelReconciliation,
  useResumeReconciliation,
  useStartReconciliation,
  type ReconciliationPair,
  type ReconciliationRun,
} from '../api/reconciliations'
import { runStates } from '../labels'
import css from './reconciliations.module.css'

const works: Record<ReconciliationRun['state'], WorkState> = {
  running: 'running',
  done: 'succeeded',
  cancelled: 'cancelled',
  failed: 'failed',
}

/** What a run came to, in one sentence. */
function outcome({
  found,
  vanished,
  failed,
  unit,
  state,
  lastErrorMessage,
  lastError,
  phase,
  nextAt,
}: ReconciliationRun): string {
  const trouble = lastErrorMessage ?? `平台没有正常答复（${lastError ?? '未知'}）`
  if (state === 'failed') return trouble
  if (nextAt) return `${trouble}，${formatTime(nextAt)} 接着对账`
  if (state === 'running') return phase === 'vanished' ? '正在核对不在名单上的' : '正在逐页读取平台名单'
  const parts = [
    found > 0 && `补录 ${formatCount(found)} ${unit}`,
    vanished > 0 && `已不在名单 ${formatCount(vanished)} ${unit}`,
    failed > 0 && `${formatCount(failed)} ${unit}平台不肯答复`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join('，') : '与平台一致'
}

function PairCard({ pair }: { pair: ReconciliationPair }) {
  const may = useCan('intake.reconcile')
  const start = useStartReconciliation()
  const cancel = useCancelReconciliation()
  const resume = useResumeReconciliation()
  const { latest } = pair
  const running = latest?.state === 'running'
  return (
    <Section
      title={pair.label}
      hint={pair.accountName}
      extra={
        may && (
          <>
            {latest?.resumable && (
              <Button size="small" type="primary" loading={resume.isPending} onClick={() => resume.mutate(latest.id)}>
                继续
              </Button>
            )}
            <Button
              size="small"
              icon={<SyncOutlined />}
              disabled={running}
              loading={start.isPending}
              onClick={() => start.mutate({ source: pair.source, accountId: pair.accountId })}
            >
              {latest?.resumable ? '从头对账' : '立即对账'}
            </Button>
          </>
        )
      }
    >
      {latest ? (
        <ProgressPanel
          title={outcome(latest)}
          state={works[latest.state]}
          done={latest.seen}
          total={latest.expected}
          startedAt={latest.startedAt}
          finishedAt={latest.endedAt}
          onCancel={may ? () => cancel.mutate(latest.id) : undefined}
          cancelling={cancel.isPending || latest.cancelRequested}
        />
      ) : (
        <p className={css.never}>还没有对过账。每天凌晨 3 点自动进行，也可以现在开始。</p>
      )}
    </Section>
  )
}

const columns: Column<ReconciliationRun>[] = [
  {
    title: '对账',
    render: (_, run) => (
      <span>
        <div style={{ fontWeight: 500 }}>{run.label}</div>
        <div className="small faint">{run.accountName ?? '—'}</div>
      </span>
    ),
  },
  {
    title: '状态',
    width: 96,
    render: (_, { state }) => <StatePill tone={runStates[state].tone}>{runStates[state].text}</StatePill>,
  },
  { title: '结果', render: (_, run) => <span className="small">{outcome(run)}</span> },
  ...(
    [
      ['平台名单', 'seen'],
      ['已有', 'known'],
      ['补录', 'found'],
      ['已不在', 'vanished'],
      ['失败', 'failed'],
    ] as const
  ).map(([title, name]) => ({
    title,
    width: 78,
    align: 'right' as const,
    render: (_: unknown, run: ReconciliationRun) => (
      <span className={run[name] === 0 ? 'tabular faint' : 'tabular'}>{formatCount(run[name])}</span>
    ),
  })),
  {
    title: '发起',
    width: 90,
    render: (_, { byHand }) => <span className="small">{byHand ? '手动' : '每晚自动'}</span>,
  },
  { title: '开始', width: 96, render: (_, { startedAt }) => <DateTime value={startedAt} mode="ago" /> },
  {
    title: '用时',
    width: 84,
    align: 'right',
    render: (_, { startedAt, endedAt }) => (
      <span className="tabular">
        {endedAt ? formatDuration(new Date(endedAt).getTime() - new Date(startedAt).getTime()) : '—'}
      </span>
    ),
  },
]

/** Compares what the record believes with what the platforms list, and shows what that brought to light. */
export function Reconciliations() {
  const pairs = useQuery(reconciliationsQuery)
  const list = useList()
  const runs = useQuery(reconciliationRunsQuery(list.query))
  return (
    <div className="stack">
      <QueryView query={pairs} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title="没有可以对账的账号"
              description="接入公众号、企业微信或微信支付之后，这里会列出能与平台核对的名单和账单。"
            />
          ) : (
            <div className="grid" style={{ '--columns': 2 }}>
              {items.map((pair) => (
                <PairCard key={`${pair.source}:${pair.accountId}`} pair={pair} />
              ))}
            </div>
          )
        }
      </QueryView>
      <DataTable
        label="对账记录"
        list={list}
        result={runs}
        columns={columns}
        rowKey="id"
        unit="次"
        empty={
          <EmptyState
            title="还没有对账记录"
            description="回调可能漏掉；对账把平台名单逐页读一遍，缺的补上，走了的记下。"
          />
        }
      />
    </div>
  )
}
