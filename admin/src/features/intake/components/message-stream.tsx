import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount, formatDuration } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  JobProgress,
  ListDateRange,
  ListSearch,
  ListSelect,
  Section,
  StatNumber,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { messagesQuery, type RawMessage } from '../api/messages'
import { overviewQuery } from '../api/overview'
import { JournalNotice } from './journal-notice'
import { MessageDrawer } from './message-drawer'
import { MinuteChart } from './minute-chart'
import { RefusalList } from './refusal-list'
import { ReplayButton } from './replay-button'
import { SetAsideNotice } from './set-aside-notice'
import { states } from '../labels'

const stateOptions = Object.entries(states).map(([value, { text }]) => ({ value, label: text }))

function handledIn({ receivedAt, handledAt }: RawMessage): string | null {
  return handledAt ? formatDuration(new Date(handledAt).getTime() - new Date(receivedAt).getTime()) : null
}

/** Raw messages as they come: counts, the last hour, refusals, and each message's fate. */
export function MessageStream() {
  const list = useList({ filters: ['state', 'kind', 'accountId', 'from', 'to', 'search'] })
  const result = useQuery(messagesQuery(list.query))
  const overview = useQuery(overviewQuery)
  const replays = useCan('intake.replay')
  const [shown, setShown] = useState<number | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [replay, setReplay] = useState<number | null>(null)
  const counts = overview.data
  // One that was begun before this page was opened, or by somebody else, is shown too.
  const replayJob = replay ?? counts?.replayJobId ?? null
  const waiting = counts && counts.pending + counts.failed

  const columns: Column<RawMessage>[] = [
    { title: '编号', width: 90, render: (_, row) => <span className="tabular faint">{row.id}</span> },
    {
      title: '消息',
      render: (_, row) => (
        <span>
          <div style={{ fontWeight: 500 }}>{row.kindLabel}</div>
          <div className="small faint">{row.accountName ?? '站内触点'}</div>
        </span>
      ),
    },
    {
      title: '平台用户',
      width: 230,
      render: (_, row) =>
        row.person ? (
          <code className="small clip" style={{ display: 'block', maxWidth: 210 }}>
            {row.person}
          </code>
        ) : (
          <span className="faint">—</span>
        ),
    },
    {
      title: '状态',
      width: 230,
      render: (_, row) => (
        <span>
          <StatePill tone={states[row.state].tone}>{states[row.state].text}</StatePill>
          {row.attempts > 1 && <span className="small faint"> 第 {row.attempts} 次</span>}
          {row.lastError && (
            <div className="small faint clip" style={{ maxWidth: 210 }}>
              {row.lastErrorMessage ?? row.lastError}
            </div>
          )}
        </span>
      ),
    },
    { title: '收到', width: 130, render: (_, row) => <DateTime value={row.receivedAt} mode="ago" /> },
    {
      title: '处理用时',
      width: 110,
      align: 'right',
      render: (_, row) => <span className="tabular">{handledIn(row) ?? '—'}</span>,
    },
  ]

  return (
    <div className="stack">
      {counts?.journal.since && <JournalNotice journal={counts.journal} />}
      {counts && counts.journal.setAside > 0 && <SetAsideNotice count={counts.journal.setAside} />}
      {replayJob !== null && <JobProgress jobId={replayJob} title="重放消息" onEnd={() => void result.refetch()} />}
      <div className="grid" style={{ '--columns': 4 }}>
        <StatNumber
          label="24 小时已处理"
          value={counts && formatCount(counts.done)}
          unit="条"
          to="/intake"
          search={{ state: 'done' }}
        />
        <StatNumber
          label="待处理"
          value={waiting !== undefined ? formatCount(waiting) : undefined}
          unit="条"
          hint={counts && counts.failed > 0 ? `其中 ${formatCount(counts.failed)} 条等待重试` : '通常在一秒内处理完'}
          tone={counts && counts.failed > 0 ? 'attention' : 'plain'}
          to="/intake"
          search={{ state: counts && counts.failed > 0 ? 'failed' : 'pending' }}
        />
        <StatNumber
          label="死信"
          value={counts && formatCount(counts.dead)}
          unit="条"
          hint="多次失败，需要人来看"
          tone={counts && counts.dead > 0 ? 'bad' : 'plain'}
          to="/intake"
          search={{ state: 'dead' }}
        />
        <StatNumber
          label="24 小时拒绝的回调"
          value={counts && formatCount(counts.refusals.reduce((sum, { count }) => sum + count, 0))}
          unit="次"
          hint="签名、时间或接收方不对"
        />
      </div>
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)', gap: 16 }}>
        <Section title="每分钟消息数" hint="最近一小时">
          <MinuteChart minutes={counts?.minutes ?? []} />
        </Section>
        <Section title="被拒绝的回调" hint="最近 24 小时">
          <RefusalList refusals={counts?.refusals} />
        </Section>
      </div>
      <DataTable
        label="原始消息"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        onRow={(row) => setShown(row.id)}
        selection={replays ? { keys: chosen, onChange: setChosen } : undefined}
        toolbar={
          <>
            <ListSelect list={list} name="state" placeholder="状态" options={stateOptions} width={120} />
            <ListSelect
              list={list}
              name="kind"
              placeholder="消息类型"
              width={210}
              searchable
              options={counts?.kinds.map(({ kind, label }) => ({ value: kind, label })) ?? []}
            />
            <ListSelect
              list={list}
              name="accountId"
              placeholder="触点账号"
              width={150}
              options={counts?.accounts.map(({ id, name }) => ({ value: String(id), label: name })) ?? []}
            />
            <ListDateRange list={list} from="from" to="to" />
            <ListSearch list={list} name="search" placeholder="openid、客户 ID 或错误码" width={220} />
          </>
        }
        extra={
          replays && (
            <ReplayButton
              chosen={chosen}
              filter={list.filters}
              filtered={list.filtered}
              onDone={() => setChosen([])}
              onJob={setReplay}
            />
          )
        }
        empty={
          <EmptyState
            title="还没有收到消息"
            description="在触点账号页把回调地址填到平台后台，或在小程序里点几下，消息就会出现在这里。"
          />
        }
      />
      <MessageDrawer id={shown} onClose={() => setShown(null)} />
    </div>
  )
}
